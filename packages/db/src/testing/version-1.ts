import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { type Connection, openConnection } from "../libsql.ts";
import { readMigrations } from "../migration-files.ts";
import { openSchemaEngine } from "../schema-engine.ts";
import { firstMigrations, temporaryFolder } from "./folders.ts";

export const initMigration = "20261124000000_init";
export const orchestratorMigration = "20261124000001_add_session_orchestrator";
export const optionsMigration = "20261124000002_add_agent_options";
export const useMigration = "20261124000003_add_repository_use";
export const doneMigration = "20261124000004_add_session_done";
export const problemMigration = "20261124000005_add_run_problem";
/** Every migration of this release, oldest first. */
export const allMigrations = [
  initMigration,
  orchestratorMigration,
  optionsMigration,
  useMigration,
  doneMigration,
  problemMigration,
];

/** Opens a connection, gives it to `work` and closes it. */
export async function withConnection<Result>(
  path: string,
  work: (connection: Connection) => Promise<Result>,
): Promise<Result> {
  const connection = openConnection(path, 2000);
  try {
    return await work(connection);
  } finally {
    connection.close();
  }
}

/** A data folder whose database was made by the release before the orchestrator, by the real engine, with rows in each table. */
export async function version1Home(): Promise<{ home: string; path: string }> {
  const home = join(await temporaryFolder(), "home");
  await mkdir(home);
  const path = join(home, "signalbox.db");
  const directory = await firstMigrations(1);
  const engine = await openSchemaEngine(path, directory, await readMigrations(directory));
  await engine.applyMigrations();
  await engine.close();
  await withConnection(path, (connection) => connection.executeMultiple(rows));
  return { home, path };
}

const time = "2026-11-01T10:00:00.000+00:00";
const rows = `
PRAGMA foreign_keys = ON;
INSERT INTO Repository VALUES ('r1', 'one ''quoted''', '/srv/one', 'main', '${time}', '${time}', NULL);
INSERT INTO Repository VALUES ('r2', 'zwei – 二', '/srv/two', 'trunk', '${time}', '${time}', '${time}');
INSERT INTO Repository VALUES ('r3', 'unused', '/srv/three', 'main', '${time}', '${time}', NULL);
INSERT INTO Session VALUES ('s1', 'r1', 'first', 'demo', 'idle', 'signalbox/first', 'main', 'c0ffee', '/w/1', '${time}', '${time}', NULL);
INSERT INTO Session VALUES ('s2', 'r1', 'second', 'claude', 'idle', 'signalbox/second', 'main', 'c0ffee', '/w/2', '${time}', '${time}', NULL);
INSERT INTO Session VALUES ('s3', 'r2', 'third', 'demo', 'error', 'signalbox/third', 'trunk', 'decade', '/w/3', '${time}', '${time}', NULL);
INSERT INTO Run VALUES ('n1', 's2', 1, 'do it', 'completed', 'completed', 0, 3, 120, 45, 0.25, '{"maxIterations":25}', '[]', '${time}', '${time}', '${time}', 321);
INSERT INTO Run VALUES ('n2', 's2', 2, 'do more', 'running', NULL, NULL, 1, NULL, NULL, NULL, '{"maxIterations":5}', '[{"name":"test","command":"npm test"}]', '${time}', '${time}', NULL, 17);
UPDATE Session SET latestRunId = 'n2', status = 'running' WHERE id = 's2';
INSERT INTO Setting VALUES ('maxConcurrentRuns', '3');
`;

/** Every row of every table of the product, by table; Prisma's own record of migrations is left out. */
export async function readAllRows(path: string): Promise<Rows> {
  return withConnection(path, async (connection) => {
    const all: Rows = {};
    for (const table of ["Repository", "Session", "Run", "Setting"]) {
      const { rows } = await connection.execute(`SELECT * FROM "${table}" ORDER BY 1`);
      all[table] = rows.map((row) => Object.fromEntries(Object.entries(row)));
    }
    return all;
  });
}

type Rows = Record<string, Record<string, unknown>[]>;

/** `rows` with `fields` added to each row of one table. */
function withFields(rows: Rows, table: string, fields: Record<string, unknown>): Rows {
  return { ...rows, [table]: (rows[table] ?? []).map((row) => Object.assign({}, row, fields)) };
}

/** What the rows of a version-1 database become with the orchestrator: each session has `ralph` and nothing else is different. */
function asRalph(before: Rows): Rows {
  return withFields(before, "Session", { orchestrator: "ralph" });
}

/** What rows become with the options of agents: the defaults are added and nothing else is different. */
export function withAgentOptions(before: Rows): Rows {
  const sessions = withFields(before, "Session", { agentOptions: "{}" });
  return withFields(sessions, "Run", {
    conversation: "fresh",
    conversationState: null,
    costEstimated: 0,
  });
}

/**
 * What rows become with the use of repositories: none has a set-up, and the last use is what the sessions and runs tell.
 * All times of these rows are the same one.
 */
export function withRepositoryUse(before: Rows): Rows {
  const used = new Set(before["Session"]?.map((session) => session["repositoryId"]));
  const repositories = before["Repository"]?.map((repository) => ({
    ...repository,
    lastUsedAt: used.has(repository["id"]) ? time : null,
    setup: "{}",
  }));
  return { ...before, Repository: repositories ?? [] };
}

/** What rows become with the end of sessions: nobody has said yet that they are done with one. */
export function withDone(before: Rows): Rows {
  return withFields(before, "Session", { doneAt: null });
}

/** What rows become with the problems of runs: nothing is known of those that ended before. */
export function withProblems(before: Rows): Rows {
  return withFields(before, "Run", { category: null, checksPassed: 0, checksFailed: 0 });
}

/** What the rows of a version-1 database become in this release. */
export function asUpgraded(before: Rows): Rows {
  return withProblems(withDone(withRepositoryUse(withAgentOptions(asRalph(before)))));
}
