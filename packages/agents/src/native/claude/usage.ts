import { z } from "zod";
import { createTotals, type AgentUpdate } from "@signalbox/agent-kit";

const count = z.number().catch(0);
const tokens = { inputTokens: count, cacheReadInputTokens: count, cacheCreationInputTokens: count };
const figures = z.object({ ...tokens, outputTokens: count, costUSD: count });
/** What each model used, subagents and small helpers with it; `usage` beside it leaves them out. */
export const modelUsageSchema = z.record(z.string(), figures).catch({});

/** The figures of a result are those of the whole process: of a second result, in the same turn, only the difference is new. */
export function createClaudeUsage() {
  const totals = createTotals();
  return (used: z.infer<typeof modelUsageSchema>): AgentUpdate[] =>
    Object.entries(used).flatMap(([model, now]) => {
      const cachedInputTokens = now.cacheReadInputTokens;
      const figures = totals.take(model, {
        inputTokens: now.inputTokens + cachedInputTokens + now.cacheCreationInputTokens,
        cachedInputTokens,
        outputTokens: now.outputTokens,
        costUsd: now.costUSD,
      });
      const isNew = figures.inputTokens !== 0 || figures.outputTokens !== 0;
      return isNew ? [{ type: "usage", figures, model, total: false }] : [];
    });
}
