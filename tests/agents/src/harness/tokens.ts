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
  const usage = totalUsage(served);
  const end = endOf(events);
  expect(
    { input: end.inputTokens, output: end.outputTokens },
    served.map((one) => JSON.stringify(one.usage)).join("\n"),
  ).toEqual({ input: usage.inputTokens, output: usage.outputTokens });
  const cached = eventsOf(events, "agent.usage").map((event) => event.cachedInputTokens ?? 0);
  expect(cached.reduce((sum, tokens) => sum + tokens, 0)).toBe(usage.cachedInputTokens);

  const prices: Prices = setup.prices ?? {
    ...estimatePrices,
    cacheWriteUsd: estimatePrices.inputUsd,
  };
  expect(end.costEstimated ?? false).toBe(setup.prices === null);
  const cost = costOf(usage, prices);
  expect(Math.abs((end.costUsd ?? 0) - cost)).toBeLessThan(cost * costTolerance);
}
