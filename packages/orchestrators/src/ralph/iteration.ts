import type { Conversation } from "@signalbox/shared";
import type { RunContext } from "../contract.ts";
import { runChecks, type CheckEvent } from "./checks.ts";
import { endsWithPromise } from "./promise.ts";
import { iterationPrompt } from "./prompt.ts";
import { takeTurns, type RunWatch } from "./turns.ts";
import type { IterationResult } from "./verdict.ts";

export interface IterationInput {
  iteration: number;
  /** What the agent is told of the iteration before; null when there is nothing to tell. */
  feedback: string | null;
  /** The conversation that it continues; null: a fresh one. */
  resume: Conversation | null;
}

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
  watch: RunWatch,
  { iteration, feedback, resume }: IterationInput,
): Promise<IterationReport> {
  const startedAtMs = performance.now();
  const { prompt, worktreePath, checks, turnLimits } = context;
  const { maxIterations } = context.budget;
  const resumed = resume === null ? {} : { resumed: true };
  context.emit({
    type: "iteration.started",
    iteration,
    maxIterations,
    feedback,
    turnLimits,
    ...resumed,
  });

  const { turn, changed, unrecorded, gaveUp } = await takeTurns(context, watch, {
    iteration,
    resume,
    promptFor: (told) =>
      iterationPrompt({ prompt, iteration, maxIterations, checks, feedback, ...told }),
  });

  const succeeded = turn.outcome === "succeeded";
  const signal = watch.budget.checkSignal;
  const env = { ...context.env, SIGNALBOX_ITERATION: String(iteration) };
  const emit = (event: CheckEvent) => context.emit(event);
  const results = succeeded
    ? await runChecks({ checks, worktreePath, env, iteration, signal, emit })
    : [];
  const promise = succeeded && endsWithPromise(turn.finalText);
  const { outcome, exitCode, problem } = turn;
  const isFailure = outcome === "failed" && problem !== null;
  context.emit({
    type: "iteration.ended",
    iteration,
    outcome,
    promise,
    changed,
    exitCode,
    durationMs: Math.round(performance.now() - startedAtMs),
    problem: problem?.message ?? null,
    ...(isFailure ? { category: problem.category, help: [...problem.help] } : {}),
    ...(turn.conversation === null ? {} : { conversation: turn.conversation }),
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
