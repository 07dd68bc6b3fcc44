import type { TurnResult } from "@signalbox/agents";
import type { RunContext } from "../contract.ts";
import type { BudgetWatch } from "./budget.ts";
import { lookAtWork, recordWork } from "./checkpoints.ts";
import { runChecks, type CheckEvent } from "./checks.ts";
import { endsWithPromise } from "./promise.ts";
import { iterationPrompt } from "./prompt.ts";
import { exhaustedMessage, type RetryWaiter } from "./retry.ts";
import { runAgentTurn, type TurnInput } from "./turn.ts";
import type { IterationResult } from "./verdict.ts";

export interface IterationReport extends IterationResult {
  exitCode: number | null;
  checks: CheckEvent[];
}

/** What a run's iterations share. */
export interface RunWatch {
  budget: BudgetWatch;
  waiter: RetryWaiter;
}

/**
 * One iteration: the agent's turn, the checkpoint, the checks. The checkpoint comes first, so that the work is safe early
 * and green checks belong to exactly that commit; it is made also for a turn that failed or was cancelled.
 */
export async function runIteration(
  context: RunContext,
  loop: RunWatch,
  iteration: number,
  feedback: string | null,
): Promise<IterationReport> {
  const startedAtMs = performance.now();
  const { budget } = loop;
  const { worktreePath, checks } = context;
  const { maxIterations } = context.budget;
  const env = { ...context.env, SIGNALBOX_ITERATION: String(iteration) };
  context.emit({ type: "iteration.started", iteration, maxIterations, feedback });

  const prompt = iterationPrompt({
    prompt: context.prompt,
    iteration,
    maxIterations,
    checks,
    feedback,
  });
  const { turn, changed, unrecorded, gaveUp } = await takeTurns(context, loop, {
    iteration,
    prompt,
    env,
    signal: budget.turnSignal,
    onCost: (costUsd) => budget.addCost(costUsd),
  });

  const succeeded = turn.outcome === "succeeded";
  const signal = budget.checkSignal;
  const emit = (event: CheckEvent) => context.emit(event);
  const results = succeeded
    ? await runChecks({ checks, worktreePath, env, iteration, signal, emit })
    : [];
  const promise = succeeded && endsWithPromise(turn.finalText);
  const { outcome, exitCode, problem } = turn;
  const durationMs = Math.round(performance.now() - startedAtMs);
  context.emit({
    type: "iteration.ended",
    iteration,
    outcome,
    promise,
    changed,
    exitCode,
    durationMs,
    problem,
  });
  return {
    outcome,
    exitCode,
    problem,
    promise,
    changed,
    unrecorded,
    gaveUp,
    checks: results,
    checkCount: checks.length,
    checksPassed: results.length === checks.length && results.every((check) => check.passed),
  };
}

/** What the turns of an iteration came to: the last one's result, the work of all. */
interface TurnsReport {
  turn: TurnResult;
  changed: boolean;
  unrecorded: string | null;
  gaveUp: string | null;
}

/**
 * The iteration's turn; and as long as the agent asks to be tried again later, the wait and another turn with the same prompt. The
 * work of each is recorded before a wait. A turn that is only to be tried again costs no iteration and is no failure.
 */
async function takeTurns(
  context: RunContext,
  { waiter }: RunWatch,
  input: TurnInput,
): Promise<TurnsReport> {
  let changed = false;
  for (let attempt = 1; ; attempt += 1) {
    const before = await lookAtWork(context);
    const turn = await runAgentTurn(context, input);
    const work = await recordWork(context, input.iteration, before);
    changed ||= work.changed;
    const report = { turn, changed, unrecorded: work.problem, gaveUp: null };
    if (turn.retry === undefined || work.problem !== null) return report;
    const end = await waiter.wait(input.iteration, attempt, turn.retry);
    if (end === "exhausted") return { ...report, gaveUp: exhaustedMessage(turn.retry) };
    if (end === "aborted") return { ...report, turn: { ...turn, outcome: "cancelled" } };
  }
}
