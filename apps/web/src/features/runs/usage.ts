import { t } from "@lingui/core/macro";
import type { EventOf } from "@signalbox/shared";
import { formatCost, formatTokens } from "../../lib/format.ts";

/** What an agent used, summed over some of its usage events. What nobody told is null. */
export interface Usage {
  inputTokens: number | null;
  cachedInputTokens: number | null;
  outputTokens: number | null;
  costUsd: number | null;
  /** Whether some of the cost is Signalbox's estimate. */
  costEstimated: boolean;
  /** Whether there are tokens whose cost nobody told: the whole cost is then higher. */
  costPartial: boolean;
  /** In order of their first appearance. */
  models: readonly string[];
}

/** A sum with one more event in it; null is the sum of none. */
export function addUsage(sum: Usage | null, event: EventOf<"agent.usage">): Usage {
  const { inputTokens, cachedInputTokens = null, outputTokens, costUsd, model } = event;
  const models = sum?.models ?? [];
  const hasUnknownCost = costUsd === null && ((inputTokens ?? 0) > 0 || (outputTokens ?? 0) > 0);
  return {
    inputTokens: plus(sum?.inputTokens, inputTokens),
    cachedInputTokens: plus(sum?.cachedInputTokens, cachedInputTokens),
    outputTokens: plus(sum?.outputTokens, outputTokens),
    costUsd: plus(sum?.costUsd, costUsd),
    costEstimated: (sum?.costEstimated ?? false) || event.costEstimated === true,
    costPartial: (sum?.costPartial ?? false) || hasUnknownCost,
    models: model === undefined || models.includes(model) ? models : [...models, model],
  };
}

function plus(sum: number | null | undefined, more: number | null): number | null {
  return more === null ? (sum ?? null) : (sum ?? 0) + more;
}

/** Tokens and cost in one line: `12.3k tokens in (8k of them cached), 950 out · cost ≈ $0.04`. */
export function usageWords(usage: Omit<Usage, "models" | "costPartial">): string {
  const { inputTokens, cachedInputTokens, outputTokens } = usage;
  const cost = formatCost(usage);
  if (inputTokens === null && outputTokens === null) return t`tokens unknown · cost ${cost}`;
  const read = formatTokens(inputTokens);
  const written = formatTokens(outputTokens);
  if (!cachedInputTokens) return t`${read} tokens in, ${written} out · cost ${cost}`;
  const cached = formatTokens(cachedInputTokens);
  return t`${read} tokens in (${cached} of them cached), ${written} out · cost ${cost}`;
}
