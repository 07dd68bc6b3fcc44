import { expect, test } from "vitest";
import { modelPriceSchema } from "@signalbox/shared";
import bundled from "./prices.json" with { type: "json" };
import { costOf, priceOf } from "./prices.ts";

test("the bundled prices are of the shape that a person's have, with a date", () => {
  for (const price of Object.values(bundled.models)) {
    expect(modelPriceSchema.safeParse(price).success).toBe(true);
  }
  expect(Date.parse(bundled.asOf)).toBeGreaterThan(0);
});

test.each([
  ["gpt-5", 1.25],
  ["openai/gpt-5", 1.25],
  ["gpt-5-2025-08-07", 1.25],
  ["gpt-5-mini", 0.25],
  ["anthropic/claude-haiku-4-5-20251001", 1],
  ["claude-sonnet-4@20250514", 3],
])("%s is priced by its name", (model, inputUsd) => {
  expect(priceOf(model, {})?.inputUsd).toBe(inputUsd);
});

test.each(["gpt-9", "claude-opus-4-8", "gpt-5.9", "auto", "", "toString"])(
  "the price of %j is not guessed",
  (model) => {
    expect(priceOf(model, {})).toBeNull();
  },
);

test("a person's prices go before the bundled ones: the whole name, then the longest beginning", () => {
  const price = (inputUsd: number) => ({ inputUsd, outputUsd: 1 });
  const own = { "gpt-5": price(2), "local-*": price(3), "local-big*": price(4), "*": price(5) };
  expect(priceOf("gpt-5", own)?.inputUsd).toBe(2);
  expect(priceOf("local-small", own)?.inputUsd).toBe(3);
  expect(priceOf("lab/local-bigger", own)?.inputUsd).toBe(4);
  expect(priceOf("o3", own)?.inputUsd).toBe(5);
});

test("cached input is priced apart, and as input where it has no price of its own", () => {
  const figures = {
    inputTokens: 1_000_000,
    cachedInputTokens: 400_000,
    outputTokens: 100_000,
    costUsd: null,
  };
  const price = { inputUsd: 10, outputUsd: 20 };
  expect(costOf(figures, { ...price, cachedInputUsd: 1 })).toBeCloseTo(6 + 0.4 + 2, 10);
  expect(costOf(figures, price)).toBeCloseTo(10 + 2, 10);
  expect(costOf({ ...figures, outputTokens: null }, price)).toBeNull();
});
