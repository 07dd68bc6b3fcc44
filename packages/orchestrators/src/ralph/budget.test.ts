import { once } from "node:events";
import { expect, onTestFinished, test } from "vitest";
import { watchBudget } from "./budget.ts";

function watch(budget: { maxDurationMs?: number; maxCostUsd?: number }) {
  const limits = { maxIterations: 9, maxDurationMs: null, maxCostUsd: null, ...budget };
  const stop = new AbortController();
  const watched = watchBudget(limits, stop.signal, 1);
  onTestFinished(() => watched.close());
  return { ...watched, stop: () => stop.abort() };
}

test("costs are summed, and reaching the limit ends the turn but not the checks", async () => {
  const budget = watch({ maxCostUsd: 1 });
  budget.addCost(0.6);
  budget.addCost(null);
  expect(budget.spent()).toBeNull();
  budget.addCost(0.4);
  expect(budget.spent()).toBe("max_cost");
  expect(budget.turnSignal.aborted).toBe(false);
  await once(budget.turnSignal, "abort");
  expect(budget.checkSignal.aborted).toBe(false);
});

test("the deadline ends turns and checks", async () => {
  const budget = watch({ maxDurationMs: 5 });
  await once(budget.turnSignal, "abort");
  expect(budget.checkSignal.aborted).toBe(true);
  expect(budget.spent()).toBe("max_duration");
});

test("the budget that was used up first is the reason", async () => {
  const budget = watch({ maxDurationMs: 5, maxCostUsd: 1 });
  budget.addCost(2);
  await once(budget.checkSignal, "abort");
  expect(budget.spent()).toBe("max_cost");
});

test("without limits nothing is ever spent", () => {
  const budget = watch({});
  budget.addCost(1_000_000);
  expect(budget.spent()).toBeNull();
});

test("the person's stop ends turns and checks and spends nothing", () => {
  const budget = watch({});
  budget.stop();
  expect([budget.turnSignal.aborted, budget.checkSignal.aborted]).toEqual([true, true]);
  expect(budget.spent()).toBeNull();
});
