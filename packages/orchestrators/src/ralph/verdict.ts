import type { TurnProblem } from "@signalbox/agents";
import type { ProblemCategory } from "@signalbox/shared";
import type { RunOutcome } from "../contract.ts";
import type { SpentBudget } from "./budget.ts";

/** So many iterations in a row that change nothing and promise nothing end the run: the agent is stuck. */
const noProgressLimit = 3;
/** So many agent failures in a row end the run: a dead model or a broken program does not get better by repeating. */
const agentFailureLimit = 3;
/** Problems that only the person can solve: a login that is tried again and again is locked, and not only here. */
const hopeless: ReadonlySet<ProblemCategory> = new Set(["auth", "permission"]);

/** What one iteration came to. */
export interface IterationResult {
  outcome: "succeeded" | "failed" | "cancelled";
  /** Why the turn did not end well; null when it did. */
  problem: TurnProblem | null;
  promise: boolean;
  changed: boolean;
  /** Why the work could not be committed; null when it was. */
  unrecorded: string | null;
  /** Why the run does not wait any longer for its agent; null when it need not. */
  gaveUp: string | null;
  /** All checks ran and passed; true when there are none. */
  checksPassed: boolean;
  /** How many checks the run has. */
  checkCount: number;
}

/** How many of the last iterations in a row failed, or led nowhere. */
export interface Streaks {
  failures: number;
  unchanged: number;
}

/**
 * The streaks after one more iteration. A turn that failed without a change says nothing about progress: it counts
 * as a failure only. A turn cancelled by nobody here counts as a failure.
 */
export function nextStreaks(before: Streaks, result: IterationResult): Streaks {
  const failed = result.outcome !== "succeeded";
  const progress = result.changed || result.promise;
  return {
    failures: failed ? before.failures + 1 : 0,
    unchanged: progress ? 0 : before.unchanged + (failed ? 0 : 1),
  };
}

/** All that decides whether the loop ends. */
export interface LoopState {
  result: IterationResult;
  streaks: Streaks;
  iteration: number;
  maxIterations: number;
  stopped: boolean;
  spent: SpentBudget | null;
  /** Whether the person has said something that no agent was told yet. */
  guided: boolean;
}

/** How a loop ends. */
export type Verdict = Omit<RunOutcome, "exitCode">;

/**
 * How the loop ends after this iteration; null when it goes on. Work that cannot be committed is never a completed run.
 * Done work beats a budget that was used up in the same iteration; the person's stop beats every budget; a limit the person
 * set beats our guess that the agent is stuck. Guidance that waits means that the person wants more: then neither done work nor
 * our guess ends the loop.
 */
export function verdictOf(state: LoopState): Verdict | null {
  const { result, streaks, iteration, maxIterations } = state;
  const goesOn =
    state.guided && !state.stopped && state.spent === null && iteration < maxIterations;
  if (result.promise && result.checksPassed && result.unrecorded === null) {
    return goesOn
      ? null
      : { reason: "completed", message: completedMessage(iteration, result.checkCount) };
  }
  if (state.stopped) return { reason: "stopped", message: stoppedMessage };
  if (state.spent === "max_duration") {
    return { reason: "max_duration", message: "The time budget was used up." };
  }
  if (state.spent === "max_cost") {
    return { reason: "max_cost", message: "The cost budget was used up." };
  }
  if (result.unrecorded !== null) return { reason: "error", message: result.unrecorded };
  const failed = agentFailure(result, streaks);
  if (failed !== null) return failed;
  if (iteration >= maxIterations) {
    return {
      reason: "max_iterations",
      message: `${iterations(iteration)} did not finish the work.`,
    };
  }
  if (streaks.unchanged >= noProgressLimit && !goesOn) {
    return {
      reason: "no_progress",
      message: `${iterations(streaks.unchanged)} in a row changed nothing and gave no completion promise.`,
    };
  }
  return null;
}

function agentFailure(
  { outcome, problem, gaveUp }: IterationResult,
  streaks: Streaks,
): Verdict | null {
  const end = (message: string): Verdict => {
    const cause = problem === null ? {} : { problem };
    return { reason: "agent_failed", message, ...cause };
  };
  if (gaveUp !== null) return end(gaveUp);
  if (outcome === "failed" && problem !== null && hopeless.has(problem.category)) {
    return end(problem.message);
  }
  if (streaks.failures < agentFailureLimit) return null;
  const last = problem?.message ?? "it gave no reason";
  return end(`The agent failed ${streaks.failures} times in a row. The last problem: ${last}`);
}

export const stoppedMessage = "The run was stopped.";

function completedMessage(iteration: number, checkCount: number): string {
  const checks = { 0: "no checks were asked for", 1: "the check passed" }[checkCount];
  return `The agent declared the work complete after ${iterations(iteration)}; ${checks ?? `all ${checkCount} checks passed`}.`;
}

function iterations(count: number): string {
  return count === 1 ? "1 iteration" : `${count} iterations`;
}
