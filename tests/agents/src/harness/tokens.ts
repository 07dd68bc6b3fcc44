import type { Event } from "@signalbox/shared";
import { expect } from "vitest";
import type { Served } from "../model-server/types.ts";
import { totalUsage } from "../model-server/usage.ts";
import type { AgentSetup, Prices } from "../setups/setup.ts";
import { estimatePrices } from "./agent-run.ts";
import { costOf, endOf, eventsOf } from "./facts.ts";

/** How far a cost may be from what was served: agents round. */
const costTolerance = 0.01;

/** A run used exactly the tokens that the model server served to it, and cost what they cost: by the agent's own word, or by an estimate from them. */
export function expectServedTokens(
  setup: AgentSetup,
  events: readonly Event[],
  served: readonly Served[],
): void {
  const end = endOf(events);
  const usage = totalUsage(setup.auxiliaryMayBeLate === true ? inTime(served, end) : served);
  expect({ input: end.inputTokens, output: end.outputTokens }, tellServed(served)).toEqual({
    input: usage.inputTokens,
    output: usage.outputTokens,
  });
  const cached = eventsOf(events, "agent.usage").map((event) => event.cachedInputTokens ?? 0);
  expect(cached.reduce((sum, tokens) => sum + tokens, 0)).toBe(usage.cachedInputTokens);

  const prices: Prices = setup.prices ?? {
    ...estimatePrices,
    cacheWriteUsd: estimatePrices.inputUsd,
  };
  // What a title took in a turn that failed is told without its cost.
  if (setup.auxiliaryMayBeLate !== true) {
    expect(end.costEstimated ?? false).toBe(setup.prices === null);
  }
  const cost = costOf(usage, prices);
  expect(Math.abs((end.costUsd ?? 0) - cost)).toBeLessThan(cost * costTolerance);
}

/** What was served, without what came too late to be counted: answers beside the work, from the last one on. */
function inTime(served: readonly Served[], end: { inputTokens: number | null }): readonly Served[] {
  const beside = served.filter(({ request }) => request.auxiliary);
  const candidates = Array.from({ length: beside.length + 1 }, (_, count) => {
    const late = new Set(beside.slice(beside.length - count));
    return served.filter((one) => !late.has(one));
  });
  return candidates.find((one) => totalUsage(one).inputTokens === end.inputTokens) ?? served;
}

/** What was served, for people who read why a test failed. */
function tellServed(served: readonly Served[]): string {
  const lines = served.map(({ request, status, usage }) => {
    const { auxiliary, iteration, step, items } = request;
    const last = items.at(-1)?.text.slice(-80) ?? "";
    return JSON.stringify({ auxiliary, iteration, step, status, usage, last });
  });
  return lines.join("\n");
}
