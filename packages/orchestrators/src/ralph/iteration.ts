import type { RunContext } from "../contract.ts";
import type { BudgetWatch } from "./budget.ts";
import { lookAtWork, recordWork } from "./checkpoints.ts";
import { runChecks, type CheckEvent } from "./checks.ts";
import { endsWithPromise } from "./promise.ts";
import { iterationPrompt } from "./prompt.ts";
import { runAgentTurn } from "./turn.ts";
import type { IterationResult } from "./verdict.ts";

export interface IterationReport extends IterationResult {
  exitCode: number | null;
  checks: CheckEvent[];
}

/**
 * One iteration: the agent's turn, the checkpoint, the checks. The checkpoint comes first, so that the work is safe early
 * and green checks belong to exactly that commit; it is made also for a turn that failed or was cancelled.
 */
export async function runIteration(
  context: RunContext,
  budget: BudgetWatch,
  iteration: number,
  feedback: string | null,
): Promise<IterationReport> {
  const startedAtMs = performance.now();
  const { worktreePath, checks } = context;
  const { maxIterations } = context.budget;
  const env = { ...context.env, SIGNALBOX_ITERATION: String(iteration) };
  context.emit({ type: "iteration.started", iteration, maxIterations, feedback });

  const before = await lookAtWork(context);
  const turn = await runAgentTurn(context, {
    iteration,
    prompt: iterationPrompt({ prompt: context.prompt, iteration, maxIterations, checks, feedback }),
    env,
    signal: budget.turnSignal,
    onCost: (costUsd) => budget.addCost(costUsd),
  });
  const { changed, problem: unrecorded } = await recordWork(context, iteration, before);

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
    checks: results,
    checkCount: checks.length,
    checksPassed: results.length === checks.length && results.every((check) => check.passed),
  };
}
