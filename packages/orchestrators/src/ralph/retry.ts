import { setTimeout as delay } from "node:timers/promises";
import type { TurnRetry } from "@signalbox/agents";
import type { RetryWaits, RunContext } from "../contract.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/**
 * Rate limits are counted by the minute, quotas in windows of five hours (of days, where waiting is not worth a process). The
 * doubling of the shortest wait and the sum bound how often an agent is tried: some twenty times in one iteration.
 */
const ownWaits: RetryWaits = {
  rateLimitMs: minuteMs,
  quotaMs: 15 * minuteMs,
  shortestMs: 1000,
  longestMs: 6 * hourMs,
  longestSumMs: 24 * hourMs,
};

/** How a wait went: its time is over, the run ends meanwhile, or the run has waited enough. */
export type WaitEnd = "over" | "aborted" | "exhausted";

/** Waits for an agent that asks to be tried again later. One for a run: it knows how long the run has waited in all. */
export interface RetryWaiter {
  /** Waits once, and says so in the journal. `attempt` is how many turns of this iteration have asked for it in a row, from 1. */
  wait(iteration: number, attempt: number, retry: TurnRetry): Promise<WaitEnd>;
}

/** `signal` ends a wait at once: the stop, and the budgets, which go on counting. */
export function createRetryWaiter(context: RunContext, signal: AbortSignal): RetryWaiter {
  const waits = { ...ownWaits, ...context.retryWaits };
  let leftMs = waits.longestSumMs;
  return {
    async wait(iteration, attempt, retry) {
      if (signal.aborted) return "aborted";
      const waitMs = Math.min(nextWaitMs(waits, attempt, retry), waits.longestMs);
      if (waitMs > leftMs) return "exhausted";
      leftMs -= waitMs;
      context.emit({
        type: "notice",
        iteration,
        level: "warning",
        message: `${reached[retry.kind]} The run waits and tries again in ${inWords(waitMs)}.`,
        until: new Date(Date.now() + waitMs).toISOString(),
      });
      return delay(waitMs, "over" as const, { signal }).catch(() => "aborted" as const);
    },
  };
}

/** What the journal says when a run does not wait any longer. */
export function exhaustedMessage(retry: TurnRetry): string {
  return `${reached[retry.kind]} The run has waited as long as it may.`;
}

const reached: Record<TurnRetry["kind"], string> = {
  rate_limit: "The agent has reached a rate limit.",
  quota: "The agent has used up its quota.",
};

/** At least what was asked for, or our own guess; and ever longer for an agent that asks again and again. */
function nextWaitMs(waits: RetryWaits, attempt: number, retry: TurnRetry): number {
  const factor = 2 ** (attempt - 1);
  const guessMs = (retry.kind === "quota" ? waits.quotaMs : waits.rateLimitMs) * factor;
  return Math.max(retry.retryAfterMs ?? guessMs, waits.shortestMs * factor);
}

function inWords(waitMs: number): string {
  if (waitMs < 2 * minuteMs) return `${Math.ceil(waitMs / 1000)} s`;
  if (waitMs < 2 * hourMs) return `${Math.ceil(waitMs / minuteMs)} minutes`;
  return `${Math.ceil(waitMs / hourMs)} hours`;
}
