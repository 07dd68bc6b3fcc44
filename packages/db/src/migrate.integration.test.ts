import { readdir, readFile, writeFile } from "node:fs/promises";
import { mkdir, cp } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { defaultMigrationsDirectory } from "./package-files.ts";
import { openDatabase } from "./open.ts";
import { firstMigrations, temporaryFolder } from "./testing/folders.ts";
import {
  allMigrations,
  asUpgraded,
  doneMigration,
  initMigration,
  optionsMigration,
  orchestratorMigration,
  problemMigration,
  readAllRows,
  useMigration,
  version1Home,
  withAgentOptions,
  withConnection,
  withDone,
  withProblems,
  withRepositoryUse,
} from "./testing/version-1.ts";

const addColumn = `ALTER TABLE "Session" ADD COLUMN "orchestrator" TEXT NOT NULL DEFAULT 'ralph';`;
const begun = `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, applied_steps_count)
  VALUES ('begun', 'any', '${orchestratorMigration}', 1793000000000, 0);`;

const run = (path: string, sql: string) =>
  withConnection(path, (connection) => connection.executeMultiple(sql));

/** The migrations that the database records as done, in order. */
const recordedAsDone = (path: string) =>
  withConnection(path, async (connection) => {
    const { rows } = await connection.execute(
      `SELECT migration_name AS name FROM _prisma_migrations
       WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY name`,
    );
    return rows.map((row) => row["name"]);
  });

const copies = async (home: string) =>
  (await readdir(home)).filter((name) => name.includes(".before-")).sort();

test("the sessions of a version-1 database become ralph, options are empty, and nothing else changes", async () => {
  const { home, path } = await version1Home();
  const before = await readAllRows(path);
  const database = await openDatabase({ home });
  expect(database.report).toEqual({
    applied: [
      orchestratorMigration,
      optionsMigration,
      useMigration,
      doneMigration,
      problemMigration,
    ],
    recorded: [],
  });
  expect(await database.client.session.findMany({ select: { orchestrator: true } })).toEqual([
    { orchestrator: "ralph" },
    { orchestrator: "ralph" },
    { orchestrator: "ralph" },
  ]);
  await database.close();
  expect(await readAllRows(path)).toEqual(asUpgraded(before));
});

test("a database of the release before the agents' options gets them and nothing else changes", async () => {
  const { home, path } = await version1Home();
  const older = await openDatabase({ home, migrationsDirectory: await firstMigrations(2) });
  await older.close();
  const before = await readAllRows(path);
  const database = await openDatabase({ home });
  expect(database.report).toEqual({
    applied: [optionsMigration, useMigration, doneMigration, problemMigration],
    recorded: [],
  });
  const run = await database.client.run.findUniqueOrThrow({ where: { id: "n1" } });
  expect(run).toMatchObject({
    conversation: "fresh",
    conversationState: null,
    costEstimated: false,
    costUsd: 0.25,
  });
  await database.close();
  expect(await readAllRows(path)).toEqual(
    withProblems(withDone(withRepositoryUse(withAgentOptions(before)))),
  );
});

test("a database of the release before the use of repositories gets it and nothing else changes", async () => {
  const { home, path } = await version1Home();
  const older = await openDatabase({ home, migrationsDirectory: await firstMigrations(3) });
  await older.close();
  const before = await readAllRows(path);
  const database = await openDatabase({ home });
  expect(database.report).toEqual({
    applied: [useMigration, doneMigration, problemMigration],
    recorded: [],
  });
  const time = new Date("2026-11-01T10:00:00Z");
  const select = { id: true, lastUsedAt: true, setup: true };
  expect(await database.client.repository.findMany({ select, orderBy: { id: "asc" } })).toEqual([
    { id: "r1", lastUsedAt: time, setup: "{}" },
    { id: "r2", lastUsedAt: time, setup: "{}" },
    { id: "r3", lastUsedAt: null, setup: "{}" },
  ]);
  await database.close();
  expect(await readAllRows(path)).toEqual(withProblems(withDone(withRepositoryUse(before))));
});

test("a database of the release before the end of sessions gets it and nothing else changes", async () => {
  const { home, path } = await version1Home();
  const older = await openDatabase({ home, migrationsDirectory: await firstMigrations(4) });
  await older.close();
  const before = await readAllRows(path);
  const database = await openDatabase({ home });
  expect(database.report).toEqual({ applied: [doneMigration, problemMigration], recorded: [] });
  await database.close();
  expect(await readAllRows(path)).toEqual(withProblems(withDone(before)));
});

test("the database from before the upgrade is kept as a whole copy", async () => {
  const { home, path } = await version1Home();
  const before = await readAllRows(path);
  await (await openDatabase({ home })).close();
  expect(await copies(home)).toEqual([`signalbox.db.before-${orchestratorMigration}`]);
  expect(await readAllRows(join(home, `signalbox.db.before-${orchestratorMigration}`))).toEqual(
    before,
  );
});

test("a copy that is put back and upgraded again does not replace the first copy", async () => {
  const { home, path } = await version1Home();
  await (await openDatabase({ home })).close();
  await cp(join(home, `signalbox.db.before-${orchestratorMigration}`), path);
  await (await openDatabase({ home })).close();
  expect(await copies(home)).toEqual([
    `signalbox.db.before-${orchestratorMigration}`,
    `signalbox.db.before-${orchestratorMigration}.2`,
  ]);
});

test("a column that is there without a record is recorded and its values stay", async () => {
  const { home, path } = await version1Home();
  await run(path, `${addColumn} UPDATE Session SET orchestrator = 'gsd' WHERE id = 's3';`);
  const before = await readAllRows(path);
  const database = await openDatabase({ home });
  expect(database.report).toEqual({
    applied: [optionsMigration, useMigration, doneMigration, problemMigration],
    recorded: [orchestratorMigration],
  });
  await database.close();
  expect(await readAllRows(path)).toEqual(
    withProblems(withDone(withRepositoryUse(withAgentOptions(before)))),
  );
  expect(await recordedAsDone(path)).toEqual(allMigrations);
  const again = await openDatabase({ home });
  expect(again.report).toEqual({ applied: [], recorded: [] });
  await again.close();
});

test("a database without any record of migrations is recognised by its tables", async () => {
  const { home, path } = await version1Home();
  await run(path, "DROP TABLE _prisma_migrations;");
  const before = await readAllRows(path);
  const database = await openDatabase({ home });
  expect(database.report).toEqual({
    applied: [
      orchestratorMigration,
      optionsMigration,
      useMigration,
      doneMigration,
      problemMigration,
    ],
    recorded: [initMigration],
  });
  await database.close();
  expect(await readAllRows(path)).toEqual(asUpgraded(before));
});

test("a migration that began and did its work is recorded as done", async () => {
  const { home, path } = await version1Home();
  await run(path, addColumn + begun);
  const before = await readAllRows(path);
  const database = await openDatabase({ home });
  expect(database.report).toEqual({
    applied: [optionsMigration, useMigration, doneMigration, problemMigration],
    recorded: [orchestratorMigration],
  });
  await database.close();
  expect(await readAllRows(path)).toEqual(
    withProblems(withDone(withRepositoryUse(withAgentOptions(before)))),
  );
  expect(await recordedAsDone(path)).toEqual(allMigrations);
});

test("a migration that began and did nothing runs again", async () => {
  const { home, path } = await version1Home();
  await run(path, begun);
  const before = await readAllRows(path);
  const database = await openDatabase({ home });
  expect(database.report).toEqual({
    applied: [
      orchestratorMigration,
      optionsMigration,
      useMigration,
      doneMigration,
      problemMigration,
    ],
    recorded: [],
  });
  await database.close();
  expect(await readAllRows(path)).toEqual(asUpgraded(before));
  const again = await openDatabase({ home });
  expect(again.report).toEqual({ applied: [], recorded: [] });
  await again.close();
});

test("a migration of which only a part is there is refused and nothing is touched", async () => {
  const { home, path } = await version1Home();
  await run(path, `DROP TABLE _prisma_migrations; DROP INDEX "Run_status_id_idx";`);
  const before = await readFile(path);
  await expect(openDatabase({ home })).rejects.toMatchObject({
    code: "MIGRATION_FAILED",
    message: expect.stringContaining(initMigration),
    help: expect.arrayContaining(["The database was not changed."]),
  });
  expect(await readFile(path)).toEqual(before);
  expect(await copies(home)).toEqual([]);
});

/** This release's migrations and one more. */
async function withNextMigration(sql: string) {
  const directory = await firstMigrations(allMigrations.length);
  await mkdir(join(directory, "20270101000000_next"));
  await writeFile(join(directory, "20270101000000_next", "migration.sql"), sql);
  return directory;
}

test("a migration that fails in its second statement leaves nothing of its first, and can be repaired", async () => {
  const { home, path } = await version1Home();
  const broken = await withNextMigration(
    `UPDATE "Session" SET "name" = 'lost';\nINSERT INTO "NoSuchTable" VALUES (1);\n`,
  );
  const before = await readAllRows(path);
  const failure = openDatabase({ home, migrationsDirectory: broken });
  await expect(failure).rejects.toMatchObject({
    code: "MIGRATION_FAILED",
    message: expect.stringContaining("NoSuchTable"),
    help: expect.arrayContaining([expect.stringContaining(".before-")]),
  });
  expect(await readAllRows(path)).toEqual(asUpgraded(before));

  const repaired = await withNextMigration(`CREATE TABLE "Next" ("id" TEXT NOT NULL PRIMARY KEY);`);
  const database = await openDatabase({ home, migrationsDirectory: repaired });
  expect(database.report).toEqual({ applied: ["20270101000000_next"], recorded: [] });
  await database.close();
});

test("a migration that fails at each start leaves one copy, not one a start", async () => {
  const { home, path } = await version1Home();
  await (await openDatabase({ home })).close();
  const migrationsDirectory = await withNextMigration(`INSERT INTO "NoSuchTable" VALUES (1);`);
  for (let start = 0; start < 3; start += 1) {
    await expect(openDatabase({ home, migrationsDirectory })).rejects.toMatchObject({
      code: "MIGRATION_FAILED",
    });
  }
  expect(await copies(home)).toEqual([
    `signalbox.db.before-${orchestratorMigration}`,
    "signalbox.db.before-20270101000000_next",
  ]);
  expect(await recordedAsDone(path)).toEqual(allMigrations);
});

test("a migration that rebuilds a table keeps the rows that refer to it", async () => {
  const { home, path } = await version1Home();
  const before = asUpgraded(await readAllRows(path));
  const rebuild = await withNextMigration(`PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Repository" AS SELECT * FROM "Repository";
DROP TABLE "Repository";
ALTER TABLE "new_Repository" RENAME TO "Repository";
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
`);
  await (await openDatabase({ home, migrationsDirectory: rebuild })).close();
  expect(await readAllRows(path)).toEqual(before);
});

test("a database with an unknown migration is refused as newer and its file stays as it is", async () => {
  const { home, path } = await version1Home();
  const newer = await withNextMigration(`CREATE TABLE "Next" ("id" TEXT NOT NULL PRIMARY KEY);`);
  await (await openDatabase({ home, migrationsDirectory: newer })).close();
  const before = await readFile(path);
  const namesBefore = await copies(home);
  await expect(openDatabase({ home })).rejects.toMatchObject({
    code: "DATABASE_NEWER",
    message: expect.stringContaining("20270101000000_next"),
  });
  expect(await readFile(path)).toEqual(before);
  expect(await copies(home)).toEqual(namesBefore);
});

test("a database whose recorded migration has another content is refused and stays as it is", async () => {
  const { home, path } = await version1Home();
  await run(path, "UPDATE _prisma_migrations SET checksum = 'other';");
  const before = await readFile(path);
  await expect(openDatabase({ home })).rejects.toMatchObject({ code: "MIGRATION_FAILED" });
  expect(await readFile(path)).toEqual(before);
});

test("line ends that a checkout changed do not make a migration a different one", async () => {
  const { home } = await version1Home();
  await (await openDatabase({ home })).close();
  const directory = await firstMigrations(allMigrations.length);
  for (const name of allMigrations) {
    const file = join(directory, name, "migration.sql");
    await writeFile(file, (await readFile(file, "utf8")).replaceAll("\n", "\r\n"));
  }
  const database = await openDatabase({ home, migrationsDirectory: directory });
  expect(database.report).toEqual({ applied: [], recorded: [] });
  await database.close();
});

test("a release without its migrations is refused before the database is touched", async () => {
  const { home, path } = await version1Home();
  const before = await readFile(path);
  const migrationsDirectory = join(await temporaryFolder(), "missing");
  await expect(openDatabase({ home, migrationsDirectory })).rejects.toMatchObject({
    code: "MIGRATION_FAILED",
  });
  expect(await readFile(path)).toEqual(before);
});

test("the migrations together make the schema that the client is generated from", async () => {
  const migrations = defaultMigrationsDirectory();
  const schema = await readFile(join(migrations, "..", "schema.prisma"), "utf8");
  const home = join(await temporaryFolder(), "home");
  await (await openDatabase({ home })).close();
  const columns = await withConnection(join(home, "signalbox.db"), async (connection) => {
    const { rows } = await connection.execute(
      `SELECT t.name || '.' || c.name AS name FROM sqlite_schema t, pragma_table_info(t.name) c
       WHERE t.type = 'table' AND t.name NOT LIKE '\\_%' ESCAPE '\\' ORDER BY 1`,
    );
    return rows.map((row) => row["name"]);
  });
  const fields = [...schema.matchAll(/^model (\w+) \{(.*?)^\}/gms)].flatMap(([, model, body]) =>
    [...(body ?? "").matchAll(/^ {2}(\w+) +(?:String|Int|Float|Boolean|DateTime)\b/gm)].map(
      ([, field]) => `${model}.${field}`,
    ),
  );
  expect(columns).toEqual(fields.sort());
});
