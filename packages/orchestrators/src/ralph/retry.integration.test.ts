import { expect, test } from "vitest";
import { completionPromise, type EventBody } from "@signalbox/shared";
import { failedTurn, runDriver } from "../testing/driver-run.ts";

const promised = { finalText: `${completionPromise}\n` };
const limited = (retryAfterMs: number | null = null) =>
  failedTurn("rate_limit", "busy", retryAfterMs);
const short = { rateLimitMs: 20, shortestMs: 1, longestMs: 50, longestSumMs: 500 };
const long = { rateLimitMs: 600_000 };
const isWait = (event: EventBody) => event.type === "notice" && event.until !== undefined;

test("a rate-limited turn is repeated after a wait that the journal tells, and costs no iteration", async () => {
  let turns = 0;
  const before = Date.now();
  const run = await runDriver(
    async ({ iteration, write }) => {
      turns += 1;
      await write(`work-${turns}`, "x");
      expect(iteration).toBe(1);
      return turns < 5 ? limited() : promised;
    },
    { budget: { maxIterations: 1 }, retryWaits: short },
  );
  expect(run.outcome.reason).toBe("completed");
  expect(new Set(run.prompts).size).toBe(1);
  const attempt = ["checkpoint", "notice"];
  expect(run.events.map((event) => event.type)).toEqual([
    "iteration.started",
    ...attempt,
    ...attempt,
    ...attempt,
    ...attempt,
    "checkpoint",
    "iteration.ended",
  ]);
  const until = run.events.flatMap((event) =>
    event.type === "notice" ? [Date.parse(event.until ?? "")] : [],
  );
  expect(until.every((at, index) => at > (until[index - 1] ?? before))).toBe(true);
});

test("a run that has waited long enough ends as agent_failed, and says so", async () => {
  let turns = 0;
  const run = await runDriver(
    async () => {
      turns += 1;
      return limited(0);
    },
    { retryWaits: { ...short, longestSumMs: 100 } },
  );
  expect(run.outcome).toEqual({
    reason: "agent_failed",
    message: "The agent has reached a rate limit. The run has waited as long as it may.",
    exitCode: 75,
    problem: {
      category: "rate_limit",
      message: "busy",
      help: ["What to do about rate_limit."],
      retryAfterMs: 0,
    },
  });
  // 1 + 2 + 4 + 8 + 16 + 32 ms are waited, for 50 more there is no time.
  expect(turns).toBe(7);
  expect(run.events.filter(isWait)).toHaveLength(6);
  expect(run.events.at(-1)).toMatchObject({ type: "iteration.ended", outcome: "failed" });
});

test("the sum of waits is that of the whole run, and what is over is not failed", async () => {
  let turns = 0;
  const run = await runDriver(
    async ({ write }) => {
      turns += 1;
      await write("work", `${turns}`);
      return turns % 2 === 1 ? limited(30) : {};
    },
    { retryWaits: { ...short, longestSumMs: 100 } },
  );
  expect(run.outcome.reason).toBe("agent_failed");
  const outcomes = run.events.flatMap((event) =>
    event.type === "iteration.ended" ? [event.outcome] : [],
  );
  expect(outcomes).toEqual(["succeeded", "succeeded", "succeeded", "failed"]);
});

test("a stop ends a wait at once", async () => {
  const run = await runDriver(async () => limited(), {
    retryWaits: long,
    onEvent: (event, stop) => isWait(event) && stop(),
  });
  expect(run.outcome.reason).toBe("stopped");
  expect(run.events.at(-1)).toMatchObject({ type: "iteration.ended", outcome: "cancelled" });
});

test("the time budget goes on counting in a wait", async () => {
  const run = await runDriver(async () => limited(), {
    retryWaits: long,
    budget: { maxDurationMs: 1000 },
  });
  expect(run.outcome.reason).toBe("max_duration");
  expect(run.events.filter(isWait)).toHaveLength(1);
});

test("a quota is waited for longer, and never longer than the longest wait", async () => {
  const messages: string[] = [];
  for (const retryAfterMs of [null, 3_000_000, 999_999_999]) {
    const run = await runDriver(async () => failedTurn("quota", "used up", retryAfterMs), {
      onEvent: (event, stop) => isWait(event) && stop(),
    });
    messages.push(
      ...run.events.flatMap((event) => (event.type === "notice" ? [event.message] : [])),
    );
  }
  expect(messages).toEqual(
    ["15 minutes", "50 minutes", "6 hours"].map(
      (time) => `The agent has used up its quota. The run waits and tries again in ${time}.`,
    ),
  );
});

test("failures because the service is away have growing pauses between them, which the journal tells", async () => {
  const run = await runDriver(async () => failedTurn("network", "no answer"), {
    retryWaits: { networkMs: 10 },
  });
  expect(run.outcome).toMatchObject({
    reason: "agent_failed",
    problem: { category: "network", help: ["What to do about network."] },
  });
  const iteration = ["iteration.started", "iteration.ended"];
  expect(run.events.map((event) => event.type)).toEqual([
    ...iteration,
    "notice",
    ...iteration,
    "notice",
    ...iteration,
  ]);
  const pauses = run.events.flatMap((event) => (event.type === "notice" ? [event] : []));
  expect(pauses).toEqual(
    [1, 2].map((number) => ({
      type: "notice",
      iteration: number,
      level: "warning",
      category: "network",
      until: expect.any(String),
      message: "The model's service is away. The run waits and tries again in 1 s.",
    })),
  );
});

test("other failures follow each other without a pause", async () => {
  const run = await runDriver(async () => failedTurn("crash"), {
    retryWaits: { networkMs: 600_000 },
  });
  expect(run.outcome.reason).toBe("agent_failed");
  expect(run.events.filter(isWait)).toEqual([]);
});

test("a stop and the time budget end a pause", async () => {
  const away = async () => failedTurn("network");
  const [stopped, spent] = await Promise.all([
    runDriver(away, { onEvent: (event, stop) => isWait(event) && stop() }),
    runDriver(away, { budget: { maxDurationMs: 1000 } }),
  ]);
  expect([stopped.outcome.reason, spent.outcome.reason]).toEqual(["stopped", "max_duration"]);
  expect([stopped.prompts.length, spent.prompts.length]).toEqual([1, 1]);
});
