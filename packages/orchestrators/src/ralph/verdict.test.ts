import { expect, test } from "vitest";
import { nextStreaks, verdictOf, type IterationResult, type LoopState } from "./verdict.ts";

const idle: IterationResult = {
  outcome: "succeeded",
  problem: null,
  promise: false,
  changed: false,
  unrecorded: null,
  gaveUp: null,
  checksPassed: true,
  checkCount: 1,
};
const done: IterationResult = { ...idle, promise: true };
const problem = {
  category: "network" as const,
  message: "no model",
  help: ["Look."],
  retryAfterMs: null,
};
const failed: IterationResult = {
  ...idle,
  outcome: "failed",
  problem,
  checksPassed: false,
};

function reasonOf(state: Partial<LoopState>): string | null {
  const verdict = verdictOf({
    result: idle,
    streaks: { failures: 0, unchanged: 0 },
    iteration: 1,
    maxIterations: 25,
    stopped: false,
    spent: null,
    guided: false,
    ...state,
  });
  return verdict?.reason ?? null;
}

test("an unfinished iteration goes on", () => {
  expect(reasonOf({})).toBeNull();
});

test("a promise completes only when every check passed", () => {
  expect(reasonOf({ result: done })).toBe("completed");
  expect(reasonOf({ result: { ...done, checksPassed: false } })).toBeNull();
});

test("done work beats budgets that were used up in the same iteration", () => {
  expect(reasonOf({ result: done, iteration: 25, spent: "max_cost" })).toBe("completed");
});

test("work that could not be committed is an error, unless the run ends for the person's own reasons", () => {
  const unrecorded = { ...done, unrecorded: "no space" };
  expect(reasonOf({ result: unrecorded })).toBe("error");
  expect(reasonOf({ result: unrecorded, stopped: true })).toBe("stopped");
});

test("a stop beats budgets, and each budget has its own reason", () => {
  expect(reasonOf({ stopped: true, spent: "max_duration" })).toBe("stopped");
  expect(reasonOf({ spent: "max_duration" })).toBe("max_duration");
  expect(reasonOf({ spent: "max_cost" })).toBe("max_cost");
  expect(reasonOf({ iteration: 25 })).toBe("max_iterations");
  expect(reasonOf({ iteration: 3, maxIterations: 3, streaks: { failures: 0, unchanged: 3 } })).toBe(
    "max_iterations",
  );
});

test("three idle iterations in a row are no progress; a change or a promise begins anew", () => {
  let streaks = { failures: 0, unchanged: 0 };
  for (const result of [idle, idle, { ...idle, changed: true }, idle, idle, done, idle, idle]) {
    streaks = nextStreaks(streaks, result);
    expect(reasonOf({ streaks })).toBeNull();
  }
  expect(reasonOf({ streaks: nextStreaks(streaks, idle) })).toBe("no_progress");
});

test("a failed turn counts as a failure and not as idle", () => {
  const streaks = [idle, idle, failed].reduce(nextStreaks, { failures: 0, unchanged: 0 });
  expect(streaks).toEqual({ failures: 1, unchanged: 2 });
});

test("three failures in a row end the run with the last problem; a good turn begins anew", () => {
  const streaks = [failed, failed, idle, failed, failed].reduce(nextStreaks, {
    failures: 0,
    unchanged: 0,
  });
  expect(reasonOf({ result: failed, streaks })).toBeNull();
  const third = { result: failed, streaks: nextStreaks(streaks, failed) };
  expect(reasonOf(third)).toBe("agent_failed");
  const verdict = verdictOf({
    ...third,
    iteration: 5,
    maxIterations: 9,
    stopped: false,
    spent: null,
    guided: false,
  });
  expect(verdict?.message).toContain("no model");
  expect(verdict?.problem).toEqual(problem);
});

test.each(["auth", "permission"] as const)(
  "a failure of category %s ends the run at once, with what to do",
  (category) => {
    const result = { ...failed, problem: { ...problem, category } };
    const state = { result, streaks: { failures: 1, unchanged: 0 } };
    expect(reasonOf(state)).toBe("agent_failed");
    expect(reasonOf({ ...state, stopped: true })).toBe("stopped");
    expect(reasonOf({ ...state, result: { ...result, outcome: "cancelled" } })).toBeNull();
  },
);

test("guidance that waits keeps done and idle work going, as far as the budget allows", () => {
  const guided = { guided: true };
  expect(reasonOf({ result: done, ...guided })).toBeNull();
  expect(reasonOf({ streaks: { failures: 0, unchanged: 3 }, ...guided })).toBeNull();
  expect(reasonOf({ result: done, ...guided, iteration: 25 })).toBe("completed");
  expect(reasonOf({ result: done, ...guided, spent: "max_cost" })).toBe("completed");
  expect(reasonOf({ result: done, ...guided, stopped: true })).toBe("completed");
  expect(reasonOf({ ...guided, iteration: 25 })).toBe("max_iterations");
  expect(reasonOf({ result: failed, streaks: { failures: 3, unchanged: 0 }, ...guided })).toBe(
    "agent_failed",
  );
});
