import type { FormatName, Served, Usage } from "./types.ts";

/** Tokens that belong to one request alone: a sum that counts one twice, or leaves one out, is the sum of no other choice. */
export function ownUsage(serial: number, format: FormatName): Usage {
  return {
    inputTokens: 2000 + (4 ** serial % 1_000_003),
    cachedInputTokens: 1000 + (serial % 13) * 7,
    cacheWriteTokens: format === "anthropic" ? 200 + (serial % 11) * 3 : 0,
    outputTokens: 40 + (2 ** serial % 10_007),
  };
}

/** What was used by all answers together that were sent whole. */
export function totalUsage(served: readonly Served[]): Usage {
  const total = { inputTokens: 0, cachedInputTokens: 0, cacheWriteTokens: 0, outputTokens: 0 };
  for (const { usage } of served) {
    if (usage === null) continue;
    total.inputTokens += usage.inputTokens;
    total.cachedInputTokens += usage.cachedInputTokens;
    total.cacheWriteTokens += usage.cacheWriteTokens;
    total.outputTokens += usage.outputTokens;
  }
  return total;
}
