import { setTimeout as delay } from "node:timers/promises";
import type { TurnProblem } from "@signalbox/agents";
import type { RetryWaits, RunContext } from "../contract.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/**
 * Rate limits are counted by the minute, quotas in windows of five hours (of days, where waiting is not worth a process). The
 * doubling of the shortest wait and the sum bound how often an agent is tried: some twenty times in one iteration. A service
 * that is away for three minutes must not end the work of a night: two pauses come before the third failure ends it.
 */
const ownWaits: RetryWaits = {
  rateLimitMs: minuteMs,
  quotaMs: 15 * minuteMs,
  networkMs: minuteMs,
  shortestMs: 1000,
  longestMs: 6 * hourMs,
  longestSumMs: 24 * hourMs,
};

/** How a wait went: its time is over, the run ends meanwhile, or the run has waited enough. */
export type WaitEnd = "over" | "aborted" | "exhausted";

/** A problem that is over by itself after some time: no failure of the agent. */
interface PassingProblem extends TurnProblem {
  category: "rate_limit" | "quota";
}

/** Waits for an agent to be tried again later. One for a run: it knows how long the run has waited in all. */
export interface RetryWaiter {
  /** Waits once, and says so in the journal. `attempt` is how many turns of this iteration have asked for it in a row, from 1. */
  wait(iteration: number, attempt: number, problem: PassingProblem): Promise<WaitEnd>;
  /** The pause after a failure, where one may help; says so in the journal. `failures` is how many there were in a row, from 1. */
  pause(iteration: number, failures: number, problem: TurnProblem | null): Promise<void>;
}

/** `signal` ends a wait at once: the stop, and the budgets, which go on counting. */
export function createRetryWaiter(context: RunContext, signal: AbortSignal): RetryWaiter {
  const waits = { ...ownWaits, ...context.retryWaits };
  let leftMs = waits.longestSumMs;

  function tellAndWait(
    iteration: number,
    waitMs: number,
    { category, why }: { category: TurnProblem["category"]; why: string },
  ): Promise<"over" | "aborted"> {
    context.emit({
      type: "notice",
      iteration,
      level: "warning",
      message: `${why} The run waits and tries again in ${inWords(waitMs)}.`,
      until: new Date(Date.now() + waitMs).toISOString(),
      category,
    });
    return delay(waitMs, "over" as const, { signal }).catch(() => "aborted" as const);
  }

  return {
    async wait(iteration, attempt, problem) {
      if (signal.aborted) return "aborted";
      const waitMs = Math.min(nextWaitMs(waits, attempt, problem), waits.longestMs);
      if (waitMs > leftMs) return "exhausted";
      leftMs -= waitMs;
      const { category } = problem;
      return tellAndWait(iteration, waitMs, { category, why: reached[category] });
    },
    async pause(iteration, failures, problem) {
      if (problem?.category !== "network" || signal.aborted) return;
      const growingMs = waits.networkMs * 2 ** (failures - 1);
      const waitMs = Math.min(Math.max(growingMs, problem.retryAfterMs ?? 0), waits.longestMs);
      const { category } = problem;
      await tellAndWait(iteration, waitMs, { category, why: "The model's service is away." });
    },
  };
}

/** Whether a problem is over by itself after some time. */
export function isWorthWaiting(problem: TurnProblem): problem is PassingProblem {
  return problem.category in reached;
}

/** What the journal says when a run does not wait any longer. */
export function exhaustedMessage({ category }: PassingProblem): string {
  return `${reached[category]} The run has waited as long as it may.`;
}

const reached: Record<PassingProblem["category"], string> = {
  rate_limit: "The agent has reached a rate limit.",
  quota: "The agent has used up its quota.",
};

/** At least what was asked for, or our own guess; and ever longer for an agent that asks again and again. */
function nextWaitMs(waits: RetryWaits, attempt: number, problem: PassingProblem): number {
  const factor = 2 ** (attempt - 1);
  const guessMs = (problem.category === "quota" ? waits.quotaMs : waits.rateLimitMs) * factor;
  return Math.max(problem.retryAfterMs ?? guessMs, waits.shortestMs * factor);
}

function inWords(waitMs: number): string {
  if (waitMs < 2 * minuteMs) return `${Math.ceil(waitMs / 1000)} s`;
  if (waitMs < 2 * hourMs) return `${Math.ceil(waitMs / minuteMs)} minutes`;
  return `${Math.ceil(waitMs / hourMs)} hours`;
}
