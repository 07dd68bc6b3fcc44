import { access, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { openDatabase, type PrismaClient } from "@signalbox/db";
import type { Settings } from "@signalbox/shared";
import { pino } from "pino";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { RunFolders } from "../runs/run-folders.ts";
import { SecretStore } from "../secrets/secret-store.ts";
import { SettingsService } from "../settings/settings-service.ts";
import { Retention } from "./retention.ts";

const megabyte = 1_000_000;
const log = pino({ level: "silent" });
let home: string;
let client: PrismaClient;

beforeEach(async () => {
  home = await mkdtemp(path.join(os.tmpdir(), "signalbox-retention-"));
  onTestFinished(() => rm(home, { recursive: true }));
  const database = await openDatabase({ home });
  onTestFinished(() => database.close());
  ({ client } = database);
  const stamps = { createdAt: new Date(), updatedAt: new Date() };
  await client.repository.create({
    data: { id: "r", name: "r", path: "/r", defaultBranch: "main", ...stamps },
  });
  await client.session.create({
    data: {
      id: "s",
      repositoryId: "r",
      name: "s",
      agent: "demo",
      branch: "b",
      baseBranch: "main",
      baseCommit: "c",
      worktreePath: "/w",
      ...stamps,
    },
  });
});

/** Runs 1, 2, … of the ages (days) and statuses given, each with a journal of one megabyte. */
async function makeRuns(...runs: { ageDays: number; status: string }[]) {
  for (const [index, { ageDays, status }] of runs.entries()) {
    const id = `run-${index + 1}`;
    const at = new Date(Date.now() - ageDays * 86_400_000);
    await client.run.create({
      data: {
        id,
        sessionId: "s",
        number: index + 1,
        prompt: "x",
        status,
        budget: "{}",
        checks: "[]",
        createdAt: at,
        endedAt: status === "running" ? null : at,
      },
    });
    await mkdir(path.join(home, "runs", id), { recursive: true });
    await writeFile(path.join(home, "runs", id, "journal.ndjson"), "x".repeat(megabyte));
  }
}

/** The runs that still have a journal once the limits are kept to. */
async function keptWith(limits: Partial<Settings>) {
  const runFolders = new RunFolders({ home });
  const settings = new SettingsService({ client, secrets: new SecretStore({ home }), log });
  await settings.update(limits);
  const retention = new Retention({ client, settings, runFolders, log });
  retention.wake();
  await retention.idle();
  const rows = await client.run.findMany({ orderBy: { id: "asc" } });
  const kept: number[] = [];
  for (const { id, number } of rows) {
    await access(runFolders.of(id)).then(
      () => kept.push(number),
      () => {},
    );
  }
  expect([...(await runFolders.sizes([])).keys()]).toHaveLength(kept.length);
  return { kept, rows: rows.length };
}

test("without limits every journal is kept", async () => {
  await makeRuns({ ageDays: 1000, status: "completed" }, { ageDays: 0, status: "error" });
  expect(await keptWith({})).toEqual({ kept: [1, 2], rows: 2 });
});

test("journals of runs that ended too long ago are deleted, never that of a run that goes on; rows stay", async () => {
  await makeRuns(
    { ageDays: 40, status: "completed" },
    { ageDays: 35, status: "running" },
    { ageDays: 31, status: "cancelled" },
    { ageDays: 29, status: "completed" },
  );
  expect(await keptWith({ journalKeepDays: 30 })).toEqual({ kept: [2, 4], rows: 4 });
});

test("the oldest ended runs' journals make room until all are small enough", async () => {
  await makeRuns(
    { ageDays: 9, status: "running" },
    { ageDays: 8, status: "completed" },
    { ageDays: 7, status: "queued" },
    { ageDays: 6, status: "error" },
    { ageDays: 5, status: "completed" },
  );
  expect(await keptWith({ journalMaxBytes: 3 * megabyte })).toEqual({ kept: [1, 3, 5], rows: 5 });
});
