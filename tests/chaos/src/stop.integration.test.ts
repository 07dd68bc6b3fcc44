import { afterEach, beforeEach, expect, test } from "vitest";
import { connect, watch, type Client } from "./client.ts";
import { startRun } from "./runs.ts";
import { scale } from "./scale.ts";
import { expectConsistent, expectExactlyOnce, expectNoProcess } from "./verify.ts";
import { chaosAgent, createWorld, type World } from "./world.ts";

let world: World;
let connection: ReturnType<typeof connect>;
let client: Client;

beforeEach(async () => {
  world = await createWorld([chaosAgent("hydra"), chaosAgent("flood", 200, 20_000)]);
  connection = connect(world);
  client = connection.client;
});

afterEach(async () => {
  await connection.close();
  await world.end();
});

/** The longest that a run may go on after it was told to stop. */
const stopLimitMs = 10_000;

test(`${scale.stoppedRuns} runs of an agent that forks and ignores signals are stopped: each in time, no process left`, async () => {
  for (let done = 0; done < scale.stoppedRuns; done += scale.stoppedAtOnce) {
    await Promise.all(Array.from({ length: scale.stoppedAtOnce }, stopOneHydra));
    await expectNoProcess(world);
  }
});

async function stopOneHydra(): Promise<void> {
  const { runId } = await startRun(client, world.repositoryId, "hydra");
  const seen = watch(client, runId);
  // run.started, iteration.started, and the line that says that all of it is up.
  await seen.atLeast(3);
  const askedAt = Date.now();
  await client.runs.stop.mutate({ runId });
  await seen.ended;
  const events = await expectConsistent(world, client, runId);
  const end = events.at(-1);
  expect(end).toMatchObject({ reason: "stopped", status: "cancelled" });
  expect(Date.parse(end?.at ?? "") - askedAt).toBeLessThan(stopLimitMs);
  expectExactlyOnce(seen, events.length);
}

test("of two clients that stop one run at once neither breaks it: it ends once, as stopped", async () => {
  const other = connect(world);
  for (let round = 0; round < scale.rounds; round += 1) {
    const { runId } = await startRun(client, world.repositoryId, "flood");
    const seen = watch(client, runId);
    await seen.atLeast(3);
    const stops = await Promise.allSettled(
      [client, other.client, client, other.client].map((each, index) =>
        each.runs.stop.mutate({ runId, force: index > 1 }),
      ),
    );
    const refusals = stops.flatMap((stop) => (stop.status === "rejected" ? [stop.reason] : []));
    for (const refusal of refusals) {
      expect(refusal).toMatchObject({ data: { domain: { code: "RUN_ALREADY_ENDED" } } });
    }
    await seen.ended;
    const events = await expectConsistent(world, client, runId);
    expect(events.at(-1)).toMatchObject({ reason: "stopped" });
  }
  await other.close();
  await expectNoProcess(world);
});

test("starting, stopping and deleting one session at the same time leaves nothing half done", async () => {
  for (let round = 0; round < scale.rounds; round += 1) {
    const { id: sessionId } = await client.sessions.create.mutate({
      repositoryId: world.repositoryId,
      agent: "flood",
    });
    const start = () => client.runs.start.mutate({ sessionId, prompt: "chaos" });
    const remove = () => client.sessions.delete.mutate({ id: sessionId, discardWork: true });
    const stopLatest = async () => {
      const { latestRun } = await client.sessions.get.query({ id: sessionId });
      if (latestRun) await client.runs.stop.mutate({ runId: latestRun.id, force: true });
    };
    const outcomes = await Promise.allSettled([
      start(),
      remove(),
      stopLatest(),
      start(),
      stopLatest(),
      remove(),
    ]);
    const refusals = outcomes.flatMap((each) => (each.status === "rejected" ? [each.reason] : []));
    // Refused in words, never broken.
    for (const refusal of refusals) {
      expect(refusal).toMatchObject({ data: { domain: { code: expect.any(String) } } });
    }
    await settle(sessionId);
  }
  await expectNoProcess(world);
  expect((await client.sessions.list.query()).items).toEqual([]);
});

/** Stop and delete what is left of a session, if anything is. */
async function settle(sessionId: string): Promise<void> {
  const left = await client.sessions.get.query({ id: sessionId }).catch(() => null);
  if (!left) return;
  if (left.latestRun) {
    const runId = left.latestRun.id;
    await client.runs.stop.mutate({ runId, force: true }).catch(() => {});
    await watch(client, runId).ended;
    await expectConsistent(world, client, runId);
  }
  await client.sessions.delete.mutate({ id: sessionId, discardWork: true });
}
