import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openDatabase } from "./open.ts";
import { temporaryFolder } from "./testing/folders.ts";
import { allMigrations } from "./testing/version-1.ts";

const time = new Date("2026-11-24T06:00:00.000Z");
const repository = {
  id: "r1",
  name: "one",
  path: "/srv/one",
  defaultBranch: "main",
  createdAt: time,
  updatedAt: time,
};
const session = {
  id: "s1",
  repositoryId: "r1",
  name: "first",
  agent: "demo",
  branch: "signalbox/first",
  baseBranch: "main",
  baseCommit: "c0ffee",
  worktreePath: "/w/1",
  createdAt: time,
  updatedAt: time,
};
const run = {
  id: "n1",
  sessionId: "s1",
  number: 1,
  prompt: "do it",
  status: "queued",
  budget: "{}",
  checks: "[]",
  createdAt: time,
};

async function openFresh() {
  const home = join(await temporaryFolder(), "a home with #, %41 and é", "nested");
  return { home, database: await openDatabase({ home }) };
}

test("a fresh folder gets a private database with every migration", async () => {
  const { home, database } = await openFresh();
  expect(database.report).toEqual({
    applied: allMigrations,
    recorded: [],
  });
  expect((await stat(home)).mode & 0o777).toBe(0o700);
  for (const name of await readdir(home)) {
    expect([name, (await stat(join(home, name))).mode & 0o777]).toEqual([name, 0o600]);
  }
  expect((await readdir(home)).filter((name) => name.includes(".before-"))).toEqual([]);
  await database.close();
});

test("a current database is opened without a migration or a copy, and keeps its rows", async () => {
  const { home, database } = await openFresh();
  await database.client.repository.create({ data: repository });
  await database.client.session.create({ data: session });
  await database.close();

  const again = await openDatabase({ home });
  expect(again.report).toEqual({ applied: [], recorded: [] });
  expect(await again.client.session.findMany()).toEqual([
    {
      ...session,
      orchestrator: "ralph",
      agentOptions: "{}",
      doneAt: null,
      status: "idle",
      latestRunId: null,
    },
  ]);
  expect((await readdir(home)).filter((name) => name.includes(".before-"))).toEqual([]);
  await again.close();
});

test("closing twice is harmless and leaves all data in the one file", async () => {
  const { home, database } = await openFresh();
  await database.client.repository.create({ data: repository });
  await Promise.all([database.close(), database.close()]);
  const journal = await stat(join(home, "signalbox.db-wal")).catch(() => null);
  expect(journal?.size ?? 0).toBe(0);
});

test("the settings of the connection hold before, in and after transactions", async () => {
  const { database } = await openFresh();
  const { client } = database;
  const read = async (on: Pick<typeof client, "$queryRaw">) => [
    await on.$queryRaw`PRAGMA foreign_keys`,
    await on.$queryRaw`PRAGMA journal_mode`,
    await on.$queryRaw`PRAGMA busy_timeout`,
  ];
  const wanted = [[{ foreign_keys: 1 }], [{ journal_mode: "wal" }], [{ timeout: 2000 }]];
  expect(await read(client)).toEqual(wanted);
  expect(await client.$transaction((transaction) => read(transaction))).toEqual(wanted);
  await expect(client.$transaction(() => Promise.reject(new Error("given up")))).rejects.toThrow(
    "given up",
  );
  expect(await read(client)).toEqual(wanted);
  await database.close();
});

test("a session of an unknown repository is refused; deleting a repository takes sessions and runs along", async () => {
  const { database } = await openFresh();
  const { client } = database;
  await expect(client.session.create({ data: session })).rejects.toThrow(/foreign key/i);
  await client.repository.create({ data: { ...repository, sessions: { create: [] } } });
  await client.session.create({ data: session });
  await client.run.create({ data: run });
  await client.session.update({ where: { id: "s1" }, data: { latestRunId: "n1" } });
  await client.run.delete({ where: { id: "n1" } });
  expect((await client.session.findUniqueOrThrow({ where: { id: "s1" } })).latestRunId).toBeNull();
  await client.run.create({ data: { ...run, latestOf: undefined } });
  await client.session.update({ where: { id: "s1" }, data: { latestRunId: "n1" } });
  await client.repository.delete({ where: { id: "r1" } });
  expect([await client.session.count(), await client.run.count()]).toEqual([0, 0]);
  await database.close();
});

test("queries and transactions at the same time all take effect", async () => {
  const { database } = await openFresh();
  const { client } = database;
  await client.setting.create({ data: { key: "count", value: "0" } });
  const increment = () =>
    client.$transaction(async (transaction) => {
      const { value } = await transaction.setting.findUniqueOrThrow({ where: { key: "count" } });
      const next = String(Number(value) + 1);
      await transaction.setting.update({ where: { key: "count" }, data: { value: next } });
    });
  await Promise.all(
    Array.from({ length: 40 }, (_, index) => [
      increment(),
      client.setting.create({ data: { key: `key ${index}`, value: "1" } }),
      client.setting.findMany(),
    ]).flat(),
  );
  expect(await client.setting.findUnique({ where: { key: "count" } })).toMatchObject({
    value: "40",
  });
  expect(await client.setting.count()).toBe(41);
  await database.close();
});

test("a transaction that fails leaves nothing behind and does not disturb the next", async () => {
  const { database } = await openFresh();
  const { client } = database;
  const key = { key: "k", value: "1" };
  await expect(
    client.$transaction([
      client.setting.create({ data: key }),
      client.setting.create({ data: key }),
    ]),
  ).rejects.toThrow(/unique/i);
  expect(await client.setting.count()).toBe(0);
  await client.$transaction([client.setting.create({ data: key })]);
  expect(await client.setting.count()).toBe(1);
  await database.close();
});

test("a transaction that waited in vain or took too long does not hold up what follows", async () => {
  const { database } = await openFresh();
  const { client } = database;
  const never = new Promise<never>(() => undefined);
  // Holds the one connection until Prisma rolls it back after 300 ms; the other gives up waiting before that.
  const holder = client.$transaction(() => never, { timeout: 300 });
  const waiting = client.$transaction((transaction) => transaction.setting.count(), {
    maxWait: 50,
  });
  await expect(waiting).rejects.toMatchObject({ code: "P2028" });
  expect(await client.setting.count()).toBe(0);
  expect(await client.$transaction((transaction) => transaction.setting.count())).toBe(0);
  void holder;
  await database.close();
});

test.runIf(process.platform === "linux")("transactions do not use up open files", async () => {
  const { database } = await openFresh();
  const openFiles = async () => (await readdir("/proc/self/fd")).length;
  const before = await openFiles();
  for (let count = 0; count < 200; count += 1) {
    await database.client.$transaction((transaction) => transaction.setting.count());
  }
  expect(await openFiles()).toBeLessThan(before + 20);
  await database.close();
});

test("the lists are served by indexes", async () => {
  const { database } = await openFresh();
  const plan = async (sql: string) =>
    JSON.stringify(await database.client.$queryRawUnsafe(`EXPLAIN QUERY PLAN ${sql}`));
  const lists = [
    [`SELECT * FROM Session ORDER BY id DESC LIMIT 50`, "sqlite_autoindex_Session_1"],
    [
      `SELECT * FROM Session WHERE repositoryId = 'r' AND id < 'x' ORDER BY id DESC`,
      "Session_repositoryId_id_idx",
    ],
    [
      `SELECT * FROM Session WHERE status = 'idle' AND id < 'x' ORDER BY id DESC`,
      "Session_status_id_idx",
    ],
    [
      `SELECT id FROM Session INDEXED BY Session_newest_idx WHERE doneAt IS NOT NULL AND id < 'x' ORDER BY id DESC`,
      "COVERING INDEX Session_newest_idx",
    ],
    [
      `SELECT id FROM Session INDEXED BY Session_changed_idx WHERE agent = 'a' AND (updatedAt, id) < ('x', 'y')
       ORDER BY updatedAt DESC, id DESC`,
      "COVERING INDEX Session_changed_idx ((updatedAt,id)<(?,?))",
    ],
    [
      `SELECT id FROM Session INDEXED BY Session_name_idx WHERE doneAt IS NULL AND name COLLATE NOCASE >= 'x'
       AND (name COLLATE NOCASE > 'x' OR id > 'y') ORDER BY name COLLATE NOCASE, id`,
      "COVERING INDEX Session_name_idx (name>?)",
    ],
    [
      `SELECT repositoryId, status, count(doneAt) FROM Session INDEXED BY Session_counts_idx GROUP BY repositoryId, status`,
      "COVERING INDEX Session_counts_idx",
    ],
    [
      `SELECT sum(costUsd) FROM Run WHERE endedAt >= '2026' AND endedAt < '2027'`,
      "COVERING INDEX Run_activity_idx",
    ],
    [`SELECT * FROM Run WHERE sessionId = 's' ORDER BY number DESC`, "Run_sessionId_number_key"],
    [`SELECT * FROM Run WHERE status = 'queued' ORDER BY id`, "Run_status_id_idx"],
    [`SELECT * FROM Repository ORDER BY name, id`, "Repository_name_id_idx"],
    [`SELECT * FROM Repository ORDER BY id DESC`, "sqlite_autoindex_Repository_1"],
  ] as const;
  for (const [sql, index] of lists) {
    const text = await plan(sql);
    expect(text).toContain(index);
    expect(text).not.toContain("TEMP B-TREE");
  }
  await database.close();
});
