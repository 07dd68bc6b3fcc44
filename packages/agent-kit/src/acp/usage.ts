import type { AgentUpdate } from "../updates.ts";
import { combine } from "../usage.ts";
import type { Answer, Tokens } from "./schema.ts";

type UsageUpdate = Extract<AgentUpdate, { type: "usage" }>;

/**
 * What a turn used, by its prompt's answer (tokens of this prompt alone) and the session's growing cost (US dollars, null when the
 * agent tells none): one update when there is a cost, else one a model, so that the cost of each can be estimated.
 */
export function decodeUsage(
  { usage, _meta }: Answer,
  costUsd: number | null,
  model: string | null,
): UsageUpdate[] {
  // By model when the agent tells it: `usage` is of the main model alone, without what titles and the like cost.
  const byModel = _meta?.quota?.model_usage ?? [];
  const parts = byModel.map((part) => toUpdate(part.token_count, part.model));
  if (parts.length === 0 && (usage !== undefined || costUsd !== null)) {
    parts.push(toUpdate(usage ?? {}, model));
  }
  const [first] = parts;
  if (costUsd === null || first === undefined) return parts;
  const sum = parts.map(({ figures }) => figures).reduce((one, other) => combine(one, other, add));
  return [{ ...first, figures: { ...sum, costUsd } }];
}

function toUpdate(tokens: Tokens, model: string | null): UsageUpdate {
  const cached = tokens.cachedReadTokens ?? tokens.cachedInputTokens ?? null;
  const written = tokens.cachedWriteTokens ?? tokens.cacheWriteInputTokens ?? 0;
  const fresh = tokens.inputTokens ?? tokens.input_tokens;
  const input = fresh === undefined ? null : fresh + (cached ?? 0) + written;
  // What the model thought is in the total, and only with some agents in the output.
  const beyondInput = (tokens.totalTokens ?? 0) - (input ?? 0);
  const output = tokens.outputTokens ?? tokens.output_tokens ?? null;
  return {
    type: "usage",
    figures: {
      inputTokens: input,
      cachedInputTokens: cached,
      outputTokens: input === null || beyondInput < (output ?? 0) ? output : beyondInput,
      costUsd: null,
    },
    model,
    total: false,
  };
}

function add(one: number | null, other: number | null): number | null {
  return one === null && other === null ? null : (one ?? 0) + (other ?? 0);
}
