import type { Budget } from "@signalbox/shared";

/** The budgets that can end a running turn; iterations are counted by the loop itself. */
export type SpentBudget = "max_duration" | "max_cost";

/**
 * How long a turn may go on after its reported cost used up the budget (ms). Agents report the cost with their last
 * words; ended there, a turn that was just finishing would count as cancelled.
 */
const costGraceMs = 2000;

/** Watches what a run spends. `close` must be called in the end: a deadline timer holds the process. */
export interface BudgetWatch {
  /** Aborts on the person's stop, at the deadline, and shortly after the cost budget was used up. */
  readonly turnSignal: AbortSignal;
  /** Aborts on the person's stop and at the deadline: checks cost nothing, and may complete a run. */
  readonly checkSignal: AbortSignal;
  /** Adds what the agent reports (US dollars); null is nothing reported. */
  addCost(costUsd: number | null): void;
  /** The budget that was used up first; null while there is something left of each. */
  spent(): SpentBudget | null;
  close(): void;
}

/** Begins to watch `budget` now (the deadline counts from this call) together with the person's stop. */
export function watchBudget(budget: Budget, stop: AbortSignal, graceMs = costGraceMs): BudgetWatch {
  const turn = new AbortController();
  const checks = new AbortController();
  const timers: NodeJS.Timeout[] = [];
  let spent: SpentBudget | null = null;
  let costUsd = 0;

  const endAll = () => {
    turn.abort();
    checks.abort();
  };
  if (stop.aborted) endAll();
  stop.addEventListener("abort", endAll, { once: true });
  if (budget.maxDurationMs !== null) {
    const deadline = () => {
      spent ??= "max_duration";
      endAll();
    };
    timers.push(setTimeout(deadline, budget.maxDurationMs));
  }
  return {
    turnSignal: turn.signal,
    checkSignal: checks.signal,
    addCost(reportedUsd) {
      costUsd += reportedUsd ?? 0;
      if (budget.maxCostUsd === null || costUsd < budget.maxCostUsd || spent !== null) return;
      spent = "max_cost";
      timers.push(setTimeout(() => turn.abort(), graceMs));
    },
    spent: () => spent,
    close() {
      stop.removeEventListener("abort", endAll);
      for (const timer of timers) clearTimeout(timer);
    },
  };
}
