import { backUp } from "./backup.ts";
import { DatabaseError, messageOf, sqliteCodeOf } from "./errors.ts";
import { busyTimeoutMs, type Connection, openConnection } from "./libsql.ts";
import { type Migration, readMigrations } from "./migration-files.ts";
import { hasTables } from "./migration-history.ts";
import { type MigrationStep, planMigrations } from "./migration-plan.ts";
import { openSchemaEngine } from "./schema-engine.ts";

/** What opening the database did to it: names of migrations, oldest first. */
export interface MigrationReport {
  /** Migrations that ran. */
  applied: string[];
  /** Migrations whose work was already there and that were only recorded. */
  recorded: string[];
}

/**
 * Brings the database at `path` to this release. Reads first: a database that is current is not written to, one from a
 * newer release is refused. An existing one is copied before anything changes. Throws DATABASE_NEWER, MIGRATION_FAILED and
 * libsql's errors; the caller must hold the home lock.
 */
export async function migrate(path: string, directory: string): Promise<MigrationReport> {
  const migrations = await readMigrations(directory);
  const connection = openConnection(path, busyTimeoutMs);
  let backupPath: string | null = null;
  let steps: MigrationStep[];
  try {
    steps = await planMigrations(connection, path, migrations);
    const [first] = steps;
    if (first === undefined) return { applied: [], recorded: [] };
    if (await hasTables(connection)) {
      backupPath = await copyOrExplain(connection, path, first);
    }
  } finally {
    connection.close();
  }
  return carryOut(steps, { path, directory, migrations, backupPath });
}

async function copyOrExplain(
  connection: Connection,
  path: string,
  step: MigrationStep,
): Promise<string> {
  try {
    return await backUp(connection, path, step.name, step.action === "retry");
  } catch (error) {
    // What SQLite says of the file or the disk is explained by the caller.
    if (sqliteCodeOf(error) !== null) throw error;
    throw new DatabaseError(
      "MIGRATION_FAILED",
      `The database ${path} could not be copied before its upgrade: ${messageOf(error)}`,
      ["The database was not changed.", "Look whether the disk is full, then start again."],
      { cause: error },
    );
  }
}

interface Work {
  path: string;
  directory: string;
  migrations: Migration[];
  backupPath: string | null;
}

async function carryOut(steps: MigrationStep[], work: Work): Promise<MigrationReport> {
  const engine = await openSchemaEngine(work.path, work.directory, work.migrations);
  try {
    const recorded: string[] = [];
    for (const step of steps) {
      if (step.action === "record") {
        await engine.markApplied(step.name);
        recorded.push(step.name);
      } else if (step.action === "retry") {
        await engine.markRolledBack(step.name);
      }
    }
    return { applied: await engine.applyMigrations(), recorded };
  } catch (error) {
    throw new DatabaseError(
      "MIGRATION_FAILED",
      `The database ${work.path} could not be upgraded: ${wordsOfEngine(error)}`,
      [
        "A migration that fails changes nothing: start again to retry it.",
        ...(work.backupPath === null
          ? []
          : [`The database as it was before is kept in ${work.backupPath}.`]),
        "Report this message together with the version of Signalbox if it stays.",
      ],
      { cause: error },
    );
  } finally {
    await engine.close();
  }
}

/** What the engine says, without the trace through its own source that it adds. */
function wordsOfEngine(error: unknown): string {
  return messageOf(error)
    .replace(/\n\s+0: [^]*$/, "")
    .trim();
}
