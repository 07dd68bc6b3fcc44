import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { openDatabase, type PrismaClient } from "@signalbox/db";
import { activitySchema } from "@signalbox/shared";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { StatsService } from "./stats-service.ts";

let client: PrismaClient;
let stats: StatsService;
let runs = 0;
const hourMs = 3_600_000;

beforeEach(async () => {
  const home = await mkdtemp(path.join(os.tmpdir(), "signalbox-stats-"));
  const database = await openDatabase({ home });
  onTestFinished(async () => {
    await database.close();
    await rm(home, { recursive: true });
  });
  ({ client } = database);
  stats = new StatsService({ client });
  const stamps = { createdAt: new Date(), updatedAt: new Date() };
  for (const id of ["one", "two"]) {
    await client.repository.create({
      data: { id, name: id, path: `/${id}`, defaultBranch: "main", ...stamps },
    });
    await client.session.create({
      data: {
        id,
        repositoryId: id,
        name: id,
        agent: "demo",
        branch: id,
        baseBranch: "main",
        baseCommit: "c",
        worktreePath: `/w/${id}`,
        ...stamps,
      },
    });
  }
});

interface Given {
  sessionId?: string;
  status: string;
  endedAt: Date | null;
  startedAt?: Date | null;
  costUsd?: number;
  costEstimated?: boolean;
  inputTokens?: number;
  outputTokens?: number;
}

async function addRun({ sessionId = "one", ...given }: Given) {
  runs += 1;
  const data = { id: `run-${runs}`, sessionId, number: runs, prompt: "p", budget: "{}" };
  await client.run.create({ data: { ...data, checks: "[]", createdAt: new Date(), ...given } });
}

const ago = (hours: number) => new Date(Date.now() - hours * hourMs);

async function activity(input: { days?: number; timeZone?: string; repositoryId?: string } = {}) {
  const found = await stats.activity({ days: 3, timeZone: "UTC", ...input });
  return activitySchema.parse(found).days;
}

test("each run counts on the day on which it ended, one that goes on today", async () => {
  const yesterday = ago(24);
  await addRun({
    status: "completed",
    startedAt: new Date(yesterday.getTime() - 1500),
    endedAt: yesterday,
    costUsd: 0.25,
    inputTokens: 100,
    outputTokens: 7,
  });
  await addRun({ status: "error", startedAt: yesterday, endedAt: yesterday, costUsd: 0.5 });
  await addRun({ status: "cancelled", startedAt: null, endedAt: yesterday });
  await addRun({
    status: "running",
    startedAt: ago(1),
    endedAt: null,
    costUsd: 1,
    costEstimated: true,
    outputTokens: 5,
  });
  await addRun({ status: "queued", endedAt: null });
  const days = await activity();
  expect(days.map(({ date }) => date)).toEqual(
    [48, 24, 0].map((hours) => ago(hours).toISOString().slice(0, 10)),
  );
  const nothing = { runs: 0, completed: 0, unfinished: 0, inputTokens: 0, outputTokens: 0 };
  expect(days[0]).toMatchObject({ ...nothing, costUsd: 0, costEstimated: false, durationMs: 0 });
  expect(days[1]).toMatchObject({
    runs: 3,
    completed: 1,
    unfinished: 2,
    costUsd: 0.75,
    costEstimated: false,
    inputTokens: 100,
    outputTokens: 7,
    durationMs: 1500,
  });
  expect(days[2]).toMatchObject({
    runs: 1,
    completed: 0,
    unfinished: 0,
    costUsd: 1,
    costEstimated: true,
    outputTokens: 5,
  });
  expect(days[2]?.durationMs).toBeGreaterThanOrEqual(hourMs);
});

test("the same moment lies on another day for another person", async () => {
  await addRun({ status: "completed", startedAt: ago(1), endedAt: new Date() });
  const totals = async (timeZone: string) =>
    (await activity({ timeZone, days: 2 })).map(({ date, completed }) => [date, completed]);
  const [east, west] = await Promise.all([
    totals("Pacific/Kiritimati"),
    totals("Pacific/Pago_Pago"),
  ]);
  expect(east?.at(-1)?.[1]).toBe(1);
  expect(west?.at(-1)?.[1]).toBe(1);
  expect(east?.at(-1)?.[0]).not.toBe(west?.at(-1)?.[0]);
});

test("one repository's runs can be looked at alone, and old ones are left out", async () => {
  await addRun({ status: "completed", endedAt: new Date() });
  await addRun({ status: "completed", endedAt: ago(24 * 40) });
  await addRun({ sessionId: "two", status: "running", endedAt: null, startedAt: new Date() });
  const runsOf = async (repositoryId?: string) =>
    (await activity(repositoryId === undefined ? {} : { repositoryId })).at(-1)?.runs;
  expect(await runsOf()).toBe(2);
  expect(await runsOf("two")).toBe(1);
  expect(await runsOf("nowhere")).toBe(0);
  expect(await activity({ days: 92 })).toHaveLength(92);
});

test("a time zone that is not known is refused with what to give", async () => {
  await expect(activity({ timeZone: "Mars/Olympus" })).rejects.toMatchObject({
    code: "INVALID_INPUT",
    details: { issues: [{ path: "timeZone", message: expect.stringContaining("IANA") }] },
  });
});
