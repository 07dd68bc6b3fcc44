import { expect, test } from "vitest";
import type { EventBody } from "@signalbox/shared";
import { runDriver } from "../testing/driver-run.ts";
import { completionPromise } from "./promise.ts";

const promised = { finalText: `${completionPromise}\n` };
const limited = (retryAfterMs: number | null = null) => ({
  outcome: "failed" as const,
  exitCode: 75,
  problem: "busy",
  retry: { kind: "rate_limit" as const, retryAfterMs },
});
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
    const run = await runDriver(
      async () => ({ ...limited(), retry: { kind: "quota" as const, retryAfterMs } }),
      { onEvent: (event, stop) => isWait(event) && stop() },
    );
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
