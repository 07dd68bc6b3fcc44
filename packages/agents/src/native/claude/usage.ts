import { z } from "zod";
import type { AgentUpdate } from "@signalbox/agent-kit";

const count = z.number().catch(0);
const tokens = { inputTokens: count, cacheReadInputTokens: count, cacheCreationInputTokens: count };
const figures = z.object({ ...tokens, outputTokens: count, costUSD: count });
/** What each model used, subagents and small helpers with it; `usage` beside it leaves them out. */
export const modelUsageSchema = z.record(z.string(), figures).catch({});

const nothing = figures.parse({});

/** The figures of a result are those of the whole process: of a second result, in the same turn, only the difference is new. */
export function createClaudeUsage() {
  let seen: z.infer<typeof modelUsageSchema> = {};
  return {
    take(used: z.infer<typeof modelUsageSchema>): AgentUpdate[] {
      const before = seen;
      seen = { ...seen, ...used };
      return Object.entries(used).flatMap(([model, now]) => {
        const then = before[model] ?? nothing;
        const cachedInputTokens = now.cacheReadInputTokens - then.cacheReadInputTokens;
        const written = now.cacheCreationInputTokens - then.cacheCreationInputTokens;
        const inputTokens = now.inputTokens - then.inputTokens + cachedInputTokens + written;
        const outputTokens = now.outputTokens - then.outputTokens;
        if (inputTokens + outputTokens === 0) return [];
        const costUsd = now.costUSD - then.costUSD;
        const figures = { inputTokens, cachedInputTokens, outputTokens, costUsd };
        return [{ type: "usage", figures, model, total: false }];
      });
    },
  };
}
