import type { FormatName, Served, Usage } from "./types.ts";

/**
 * Tokens of no other request: a sum that counts one twice, or leaves one out, does not come out right. Small enough that no agent thinks
 * its context is full.
 */
export function ownUsage(serial: number, format: FormatName): Usage {
  return {
    inputTokens: 2000 + ((serial * 7919) % 15_013),
    cachedInputTokens: 1000 + ((serial * 67) % 509),
    cacheWriteTokens: format === "anthropic" ? 200 + ((serial * 31) % 257) : 0,
    outputTokens: 40 + (2 ** serial % 1_009),
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
