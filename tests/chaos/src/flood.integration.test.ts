import { readFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { connect, watch } from "./client.ts";
import { startRun } from "./runs.ts";
import { scale } from "./scale.ts";
import { expectConsistent, expectExactlyOnce, expectNoProcess, readJournal } from "./verify.ts";
import { chaosAgent, createWorld, type World } from "./world.ts";

let world: World;
let connection: ReturnType<typeof connect>;

/** Long enough to be disturbed as often as the scale says. */
const floodMs = Math.max(4000, scale.serverKills * 1500);

beforeEach(async () => {
  world = await createWorld([chaosAgent("flood", scale.floodLines, floodMs)]);
  connection = connect(world);
});

afterEach(async () => {
  await connection.close();
  await world.end();
});

/** The lines of the flood are in the journal, each once and in order. */
async function expectWholeFlood(runId: string) {
  const events = await expectConsistent(world, connection.client, runId);
  const lines = events.filter((event) => event.type === "output");
  expect(lines.length).toBe(scale.floodLines);
  expect(lines.findIndex((line, index) => line.text !== `line ${index + 1}`)).toBe(-1);
  return events.length;
}

test(`a server that is killed ${scale.serverKills} times in one flood: the client has every event once`, async () => {
  const { runId } = await startRun(connection.client, world.repositoryId, "flood");
  const seen = watch(connection.client, runId);
  for (let kill = 1; kill <= scale.serverKills; kill += 1) {
    // At a place of the flood that no clock chooses: after some further events.
    const share = (kill - Math.random()) / (scale.serverKills + 1);
    await seen.atLeast(Math.floor(scale.floodLines * share));
    await world.kill("SIGKILL");
    await world.start();
  }
  await seen.ended;
  expectExactlyOnce(seen, await expectWholeFlood(runId));
  await expectNoProcess(world);
});

test(`a client whose connection is cut ${scale.socketCuts} times has every event once`, async () => {
  const { runId } = await startRun(connection.client, world.repositoryId, "flood");
  const seen = watch(connection.client, runId);
  for (let cut = 1; cut <= scale.socketCuts; cut += 1) {
    const share = (cut - Math.random()) / (scale.socketCuts + 1);
    await seen.atLeast(Math.floor(scale.floodLines * share));
    connection.cut();
  }
  await seen.ended;
  expectExactlyOnce(seen, await expectWholeFlood(runId));
  await expectNoProcess(world);
});

test("a server that stands still for a while misses nothing, nor do its clients", async () => {
  const { runId } = await startRun(connection.client, world.repositoryId, "flood");
  const seen = watch(connection.client, runId);
  await seen.atLeast(scale.floodLines / 10);
  const { pid } = world.server().process;
  process.kill(pid, "SIGSTOP");
  // It stands still for a third of the flood: ten seconds at full scale.
  const journal = world.journal(runId);
  await expect
    .poll(async () => (await journal.read({ limit: 1 })).lastSeq, { timeout: 60_000 })
    .toBeGreaterThan(scale.floodLines * 0.45);
  process.kill(pid, "SIGCONT");
  await seen.ended;
  expectExactlyOnce(seen, await expectWholeFlood(runId));
});

test(`a runner that is killed in a flood: the run ends as runner_lost with all that it had written`, async () => {
  for (let kill = 0; kill < scale.runnerKills; kill += 1) {
    const { runId } = await startRun(connection.client, world.repositoryId, "flood");
    const seen = watch(connection.client, runId);
    await seen.atLeast(Math.floor(scale.floodLines * Math.random() * 0.8) + 10);
    const identity = await readFile(path.join(world.home, "runs", runId, "runner.json"), "utf8");
    process.kill(JSON.parse(identity).pid, "SIGKILL");
    await seen.ended;
    const events = await expectConsistent(world, connection.client, runId);
    expect(events.at(-1)).toMatchObject({ reason: "runner_lost", status: "error" });
    expectExactlyOnce(seen, events.length);
    await expectNoProcess(world);
  }
});

test("a journal that was seen by nobody while it was written is whole when somebody looks", async () => {
  const { runId } = await startRun(connection.client, world.repositoryId, "flood");
  await watch(connection.client, runId).atLeast(1);
  await world.kill("SIGTERM");
  await expect
    .poll(async () => (await readJournal(world, runId)).at(-1)?.type, {
      timeout: floodMs + 60_000,
      interval: 500,
    })
    .toBe("run.ended");
  await world.start();
  const late = connect(world);
  const seen = watch(late.client, runId);
  await seen.ended;
  await late.close();
  expectExactlyOnce(seen, await expectWholeFlood(runId));
});
