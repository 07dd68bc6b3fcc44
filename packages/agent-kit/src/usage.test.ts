import { expect, test } from "vitest";
import { noOptions } from "./testing/hosts.ts";
import type { UsageFigures } from "./updates.ts";
import { createTotals, createUsageMeter } from "./usage.ts";

const none: UsageFigures = {
  inputTokens: null,
  cachedInputTokens: null,
  outputTokens: null,
  costUsd: null,
};
const usage = (figures: Partial<UsageFigures>, more: { total?: boolean; model?: string } = {}) => ({
  type: "usage" as const,
  figures: { ...none, ...figures },
  model: more.model ?? null,
  total: more.total ?? false,
});
const meterOf = (given: Partial<Parameters<typeof createUsageMeter>[0]> = {}) =>
  createUsageMeter({ options: noOptions, resume: null, ...given });
const conversation = { id: "c", inputTokens: 100, cachedInputTokens: 40, outputTokens: 10 };

test("what a turn tells piece by piece is passed on as it is", () => {
  const meter = meterOf();
  expect(meter.take(usage({ inputTokens: 5, outputTokens: 2, costUsd: 0.5 }))).toEqual({
    type: "agent.usage",
    inputTokens: 5,
    outputTokens: 2,
    costUsd: 0.5,
  });
  expect(meter.take(usage({ inputTokens: 1, cachedInputTokens: 1, outputTokens: 0 }))).toEqual({
    type: "agent.usage",
    inputTokens: 1,
    cachedInputTokens: 1,
    outputTokens: 0,
    costUsd: null,
  });
  expect(meter.usedTokens()).toBe(8);
});

test("totals are differenced, in one turn and against the conversation that is continued", () => {
  const fresh = meterOf();
  const resumed = meterOf({ resume: conversation });
  const first = usage(
    { inputTokens: 150, cachedInputTokens: 60, outputTokens: 15 },
    { total: true },
  );
  const second = usage(
    { inputTokens: 200, cachedInputTokens: 60, outputTokens: 30 },
    { total: true },
  );
  expect(fresh.take(first)).toMatchObject({ inputTokens: 150, outputTokens: 15 });
  expect(fresh.take(second)).toMatchObject({
    inputTokens: 50,
    cachedInputTokens: 0,
    outputTokens: 15,
  });
  expect(fresh.usedTokens()).toBe(230);
  expect(resumed.take(first)).toMatchObject({
    inputTokens: 50,
    cachedInputTokens: 20,
    outputTokens: 5,
  });
  expect(resumed.conversation("c")).toEqual({
    id: "c",
    inputTokens: 150,
    cachedInputTokens: 60,
    outputTokens: 15,
    costUsd: null,
  });
});

test("a continued conversation whose tokens nobody knows begins with an unknown figure", () => {
  const meter = meterOf({
    resume: { id: "c", inputTokens: null, cachedInputTokens: null, outputTokens: null },
  });
  expect(meter.take(usage({ inputTokens: 500, outputTokens: 50 }, { total: true }))).toBeNull();
  expect(meter.take(usage({ inputTokens: 510, outputTokens: 51 }, { total: true }))).toMatchObject({
    inputTokens: 10,
    outputTokens: 1,
  });
  expect(meter.conversation("c")).toMatchObject({ inputTokens: 510 });
});

test("a counter that began anew is not negative", () => {
  const meter = meterOf({ resume: conversation });
  expect(meter.take(usage({ inputTokens: 30, outputTokens: 3 }, { total: true }))).toMatchObject({
    inputTokens: 30,
    outputTokens: 3,
  });
});

test("a total of the cost alone leaves the tokens' totals as they were", () => {
  const meter = meterOf({ resume: { ...conversation, costUsd: 1 } });
  expect(meter.take(usage({ costUsd: 1.25 }, { total: true }))).toMatchObject({ costUsd: 0.25 });
  expect(meter.conversation("c")).toEqual({ ...conversation, costUsd: 1.25 });
});

test("where the agent counts a turn alone, a later turn has nothing to subtract", () => {
  const meter = meterOf();
  meter.take(usage({ inputTokens: 5, outputTokens: 2 }));
  expect(meter.conversation("c")).toEqual({ id: "c", ...none });
});

test("tokens of a known model without a cost get an estimate, marked as one", () => {
  const prices = { "my-model": { inputUsd: 1, cachedInputUsd: 0.1, outputUsd: 2 } };
  const tokens = { inputTokens: 1_000_000, cachedInputTokens: 500_000, outputTokens: 1_000_000 };
  const estimated = { costUsd: 2.55, costEstimated: true, model: "my-model" };
  const byUpdate = meterOf({ options: { ...noOptions, prices } });
  expect(byUpdate.take(usage(tokens, { model: "my-model" }))).toMatchObject(estimated);
  const byOption = meterOf({ options: { ...noOptions, prices, model: "my-model" } });
  expect(byOption.take(usage(tokens))).toMatchObject(estimated);
  const unknown = meterOf().take(usage(tokens, { model: "my-model" }));
  expect(unknown).toMatchObject({ costUsd: null });
  expect(unknown).not.toHaveProperty("costEstimated");
});

test("an agent that tells its cost is not estimated beside it", () => {
  const meter = meterOf();
  meter.take(usage({ costUsd: 0.5 }, { total: true }));
  const tokens = usage({ inputTokens: 10, outputTokens: 5 }, { model: "gpt-5" });
  expect(meter.take(tokens)).toMatchObject({ inputTokens: 10, costUsd: null });
});

test("figures that no agent reaches are broken ones: their sum stays a whole number", () => {
  const meter = meterOf();
  const most = Number.MAX_SAFE_INTEGER;
  expect(meter.take(usage({ inputTokens: most, outputTokens: most, costUsd: 1e15 }))).toBeNull();
});

test("totals have a counter for each of what they are of, and a bounded number of them", () => {
  const totals = createTotals();
  const figures = (inputTokens: number) => ({ ...none, inputTokens });
  expect(totals.take("constructor", figures(5)).inputTokens).toBe(5);
  expect(totals.take("__proto__", figures(7)).inputTokens).toBe(7);
  expect(totals.take("constructor", figures(9)).inputTokens).toBe(4);
  for (let index = 0; index < 1_000; index += 1) totals.take(`m${index}`, figures(1));
  expect(totals.take("one too many", figures(1)).inputTokens).toBeNull();
  expect(totals.take("__proto__", figures(8)).inputTokens).toBe(1);
});

test("broken figures become whole numbers or unknown", () => {
  const meter = meterOf();
  expect(
    meter.take(
      usage({
        inputTokens: 1.6,
        cachedInputTokens: 9,
        outputTokens: Number.NaN,
        costUsd: Number.POSITIVE_INFINITY,
      }),
    ),
  ).toEqual({
    type: "agent.usage",
    inputTokens: 2,
    cachedInputTokens: 2,
    outputTokens: null,
    costUsd: null,
  });
  expect(meter.take(usage({ inputTokens: -5 }))).toBeNull();
  expect(meter.take(usage({ inputTokens: 1e300, outputTokens: 1 }))).toMatchObject({
    inputTokens: null,
  });
});

test("a turn that used nothing costs nothing, and that is no estimate", () => {
  const event = meterOf().take(
    usage({ inputTokens: 0, outputTokens: 0 }, { model: "claude-sonnet-4-5" }),
  );
  expect(event).toMatchObject({ costUsd: 0 });
  expect(event).not.toHaveProperty("costEstimated");
});
