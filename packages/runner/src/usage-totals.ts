import type { EventBody } from "@signalbox/shared";

/** What was used in all; null while nothing was reported. */
export interface UsageTotals {
  inputTokens: number | null;
  outputTokens: number | null;
  costUsd: number | null;
  /** Whether some of the cost is an estimate. */
  costEstimated: boolean;
}

/** Adds what one event tells, in place. */
export function addUsage(totals: UsageTotals, event: EventBody & { type: "agent.usage" }): void {
  totals.inputTokens = sum(totals.inputTokens, event.inputTokens);
  totals.outputTokens = sum(totals.outputTokens, event.outputTokens);
  totals.costUsd = sum(totals.costUsd, event.costUsd);
  totals.costEstimated ||= event.costEstimated === true;
}

function sum(total: number | null, reported: number | null): number | null {
  return reported === null ? total : (total ?? 0) + reported;
}
