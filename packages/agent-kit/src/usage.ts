import type { AgentEventBody, Conversation } from "@signalbox/shared";
import { boundId } from "./bounds.ts";
import type { AgentTurn } from "./contract.ts";
import { costOf, priceOf } from "./prices.ts";
import type { AgentUpdate, UsageFigures } from "./updates.ts";

type UsageEvent = Extract<AgentEventBody, { type: "agent.usage" }>;
type UsageUpdate = Extract<AgentUpdate, { type: "usage" }>;

/** No agent uses as many tokens, or dollars, at once: such a figure is broken, and a sum of many would be no number any more. */
const maxFigure = 100_000_000_000;
/** A turn has fewer models and subagents. */
const maxCounters = 200;

const nothing = { inputTokens: 0, cachedInputTokens: 0, outputTokens: 0, costUsd: 0 };
const unknown = { inputTokens: null, cachedInputTokens: null, outputTokens: null, costUsd: null };

/**
 * Meters what one turn uses: totals of the conversation become differences from what was seen before, in this turn or (`resume`) an
 * earlier one; figures that nobody knows stay null. Tokens without a cost get an estimate where the model's price is known.
 */
export function createUsageMeter({ options, resume }: Pick<AgentTurn, "options" | "resume">) {
  const totals = createTotals(resume === null ? nothing : { costUsd: null, ...resume });
  let countsTotals = false;
  let reportsCost = false;
  let usedTokens: number | null = null;
  return {
    /** The event of an update; null when it brings no figure. */
    take(update: UsageUpdate): UsageEvent | null {
      const told = cleaned(update.figures);
      countsTotals ||= update.total;
      const figures = update.total ? totals.take("", told) : told;
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
        countsTotals || resume !== null ? totals.of("") : unknown;
      return { id, inputTokens, cachedInputTokens, outputTokens, costUsd };
    },
  };
}

/** Figures as an agent may tell them (broken ones too) made whole numbers that are not negative, or null. */
function cleaned({ inputTokens, cachedInputTokens, outputTokens, costUsd }: UsageFigures) {
  const known = (value: number | null) =>
    value !== null && value >= 0 && value <= maxFigure ? value : null;
  const count = (value: number | null) => {
    const tokens = known(value);
    return tokens === null ? null : Math.round(tokens);
  };
  const input = count(inputTokens);
  const cached = count(cachedInputTokens);
  return {
    inputTokens: input,
    cachedInputTokens: input === null || cached === null ? null : Math.min(cached, input),
    outputTokens: count(outputTokens),
    costUsd: known(costUsd),
  };
}

/** What is new of figures that grow, for each of their counters: a model, a session. They begin at `begin`. */
export function createTotals(begin: UsageFigures = nothing) {
  const last = new Map<string, UsageFigures>();
  const of = (counter: string) => last.get(boundId(counter)) ?? begin;
  return {
    of,
    has: (counter: string) => last.has(boundId(counter)),
    /** The figures since the last ones of this counter; all null when either is not known, or there are too many counters. */
    take(counter: string, now: UsageFigures): UsageFigures {
      const before = of(counter);
      const id = boundId(counter);
      if (last.size >= maxCounters && !last.has(id)) return unknown;
      // What the newer figures do not tell stays as it was.
      last.set(
        id,
        combine(now, before, (value, earlier) => value ?? earlier),
      );
      return combine(now, before, (value, earlier) => {
        if (value === null || earlier === null) return null;
        // A counter that stands lower than before has begun anew.
        return value < earlier ? value : value - earlier;
      });
    },
  };
}

/** The figures of two, each combined with the other's. */
export function combine(
  one: UsageFigures,
  other: UsageFigures,
  how: (figure: number | null, otherFigure: number | null) => number | null,
): UsageFigures {
  return {
    inputTokens: how(one.inputTokens, other.inputTokens),
    cachedInputTokens: how(one.cachedInputTokens, other.cachedInputTokens),
    outputTokens: how(one.outputTokens, other.outputTokens),
    costUsd: how(one.costUsd, other.costUsd),
  };
}
