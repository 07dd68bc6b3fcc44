import { expect, test } from "vitest";
import { defaultMaxIterations } from "./budgets.ts";
import {
  isEnded,
  runReasonSchema,
  runStartInputSchema,
  runStatusSchema,
  statusOfReason,
} from "./runs.ts";

test("only completed is a success and only stopped is cancelled: a budget stop is an error", () => {
  const statuses = Object.fromEntries(
    runReasonSchema.options.map((reason) => [reason, statusOfReason(reason)]),
  );
  expect(statuses).toEqual({
    completed: "completed",
    stopped: "cancelled",
    max_iterations: "error",
    max_duration: "error",
    max_cost: "error",
    no_progress: "error",
    agent_failed: "error",
    runner_lost: "error",
    error: "error",
  });
});

test("a run has ended in every status but queued and running", () => {
  expect(runStatusSchema.options.filter(isEnded)).toEqual(["completed", "error", "cancelled"]);
});

test("a run always has an iteration budget", () => {
  const { budget, checks } = runStartInputSchema.parse({ sessionId: "s", prompt: "x" });
  expect(budget).toEqual({ maxIterations: defaultMaxIterations });
  expect(checks).toEqual([]);
});

test.each([
  { budget: { maxIterations: 1001 } },
  { budget: { maxIterations: 1.5 } },
  { budget: { maxDurationMs: 0 } },
  { budget: { maxCostUsd: -1 } },
  { prompt: "x".repeat(262_145) },
  {
    checks: [
      { name: "a", command: "true" },
      { name: "a", command: "false" },
    ],
  },
])("%j is refused", (field) => {
  const input = { sessionId: "s", prompt: "x", ...field };
  expect(runStartInputSchema.safeParse(input).success).toBe(false);
});
