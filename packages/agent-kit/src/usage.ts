import type { AgentEventBody, Conversation } from "@signalbox/shared";
import type { AgentTurn } from "./contract.ts";
import { costOf, priceOf } from "./prices.ts";
import type { AgentUpdate, UsageFigures } from "./updates.ts";

type UsageEvent = Extract<AgentEventBody, { type: "agent.usage" }>;
type UsageUpdate = Extract<AgentUpdate, { type: "usage" }>;

const nothing = { inputTokens: 0, cachedInputTokens: 0, outputTokens: 0, costUsd: 0 };
const unknown = { inputTokens: null, cachedInputTokens: null, outputTokens: null, costUsd: null };

/**
 * Meters what one turn uses: totals of the conversation become differences from what was seen before, in this turn or (`resume`) an
 * earlier one; figures that nobody knows stay null. Tokens without a cost get an estimate where the model's price is known.
 */
export function createUsageMeter({ options, resume }: Pick<AgentTurn, "options" | "resume">) {
  /** The last totals; before the first one those that the conversation began with. */
  let totals: UsageFigures =
    resume === null ? nothing : { ...resume, costUsd: resume.costUsd ?? null };
  let countsTotals = false;
  let reportsCost = false;
  let usedTokens: number | null = null;
  return {
    /** The event of an update; null when it brings no figure. */
    take(update: UsageUpdate): UsageEvent | null {
      let figures = cleaned(update.figures);
      if (update.total) {
        const told = figures;
        figures = differences(told, totals);
        totals = latest(told, totals);
        countsTotals = true;
      }
      const { inputTokens, outputTokens, cachedInputTokens, costUsd } = figures;
      reportsCost ||= costUsd !== null;
      if (inputTokens !== null || outputTokens !== null) {
        usedTokens = (usedTokens ?? 0) + (inputTokens ?? 0) + (outputTokens ?? 0);
      } else if (costUsd === null) {
        return null;
      }
      const model = update.model ?? options.model;
      const price = reportsCost || model === null ? null : priceOf(model, options.prices);
      const estimate = price === null ? null : costOf(figures, price);
      return {
        type: "agent.usage",
        inputTokens,
        outputTokens,
        costUsd: costUsd ?? estimate,
        ...(cachedInputTokens === null ? {} : { cachedInputTokens }),
        ...(model === null ? {} : { model: model.slice(0, 200) }),
        // That nothing costs nothing is no guess: a turn that failed at once must not make the run's cost one.
        ...(estimate === null || estimate === 0 ? {} : { costEstimated: true }),
      };
    },
    /** The tokens that the turn used; null when the agent did not tell. */
    usedTokens: () => usedTokens,
    /** What a later turn has to subtract when it continues this conversation. */
    conversation(id: string): Conversation {
      const { inputTokens, cachedInputTokens, outputTokens, costUsd } =
        countsTotals || resume !== null ? totals : unknown;
      return { id, inputTokens, cachedInputTokens, outputTokens, costUsd };
    },
  };
}

/** Figures as an agent may tell them (broken ones too) made whole numbers that are not negative, or null. */
function cleaned(figures: UsageFigures): UsageFigures {
  const known = (value: number | null) =>
    value !== null && value >= 0 && value <= Number.MAX_SAFE_INTEGER;
  const count = (value: number | null) => (known(value) ? Math.round(value ?? 0) : null);
  const inputTokens = count(figures.inputTokens);
  const cached = count(figures.cachedInputTokens);
  return {
    inputTokens,
    cachedInputTokens:
      inputTokens === null || cached === null ? null : Math.min(cached, inputTokens),
    outputTokens: count(figures.outputTokens),
    costUsd: known(figures.costUsd) ? figures.costUsd : null,
  };
}

/** What the newer figures do not tell stays as it was. */
function latest(now: UsageFigures, before: UsageFigures): UsageFigures {
  return combined(now, before, (value, earlier) => value ?? earlier);
}

function differences(now: UsageFigures, before: UsageFigures): UsageFigures {
  return combined(now, before, (value, earlier) => {
    if (value === null || earlier === null) return null;
    // A counter that stands lower than before has begun anew.
    return value < earlier ? value : value - earlier;
  });
}

function combined(
  now: UsageFigures,
  before: UsageFigures,
  combine: (value: number | null, earlier: number | null) => number | null,
): UsageFigures {
  return {
    inputTokens: combine(now.inputTokens, before.inputTokens),
    cachedInputTokens: combine(now.cachedInputTokens, before.cachedInputTokens),
    outputTokens: combine(now.outputTokens, before.outputTokens),
    costUsd: combine(now.costUsd, before.costUsd),
  };
}
