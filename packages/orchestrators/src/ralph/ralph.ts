import { checkGit } from "@signalbox/host/git";
import type { OrchestratorDriver, RunContext, RunOutcome } from "../contract.ts";
import { watchBudget } from "./budget.ts";
import { runIteration, type IterationReport, type RunWatch } from "./iteration.ts";
import { appendToNote } from "./progress-note.ts";
import { feedbackOf } from "./prompt.ts";
import { createRetryWaiter } from "./retry.ts";
import { nextStreaks, stoppedMessage, verdictOf } from "./verdict.ts";

/**
 * Ralph: the same prompt again and again to an agent with a fresh context, until the work is done and every check passes.
 * The state of the work is in the files, in git and in the progress note.
 */
export const ralphDriver: OrchestratorDriver = {
  id: "ralph",
  async detect(host) {
    const git = await checkGit(host.env);
    return {
      available: git.ok,
      reason: git.problem,
      help: git.ok ? [] : ["Install a newer git, and start Signalbox again."],
    };
  },
  async run(context) {
    if (context.signal.aborted) {
      return { reason: "stopped", message: stoppedMessage, exitCode: null };
    }
    const budget = watchBudget(context.budget, context.signal);
    try {
      const waiter = createRetryWaiter(context, budget.turnSignal);
      return await loop(context, { budget, waiter });
    } finally {
      budget.close();
    }
  },
};

async function loop(context: RunContext, watch: RunWatch): Promise<RunOutcome> {
  const { maxIterations } = context.budget;
  let streaks = { failures: 0, unchanged: 0 };
  let feedback: string | null = null;
  await note(context, null, `# Run ${context.number}\n`);
  for (let iteration = 1; ; iteration += 1) {
    const result = await runIteration(context, watch, iteration, feedback);
    await note(context, iteration, noteEntry(iteration, result));
    streaks = nextStreaks(streaks, result);
    const verdict = verdictOf({
      result,
      streaks,
      iteration,
      maxIterations,
      stopped: context.signal.aborted,
      spent: watch.budget.spent(),
    });
    if (verdict !== null) return { ...verdict, exitCode: result.exitCode };
    const failedChecks = result.checks.filter((check) => !check.passed);
    feedback = feedbackOf({ promise: result.promise, problem: result.problem, failedChecks });
  }
}

function noteEntry(iteration: number, result: IterationReport): string {
  const checks = result.checks.map(({ name, passed }) => `${name} ${passed ? "passed" : "failed"}`);
  const facts = [
    `the turn ${result.outcome === "succeeded" ? "ended well" : "did not end well"}`,
    result.changed ? "files changed" : "nothing changed",
    ...checks,
  ];
  return `- Iteration ${iteration}: ${facts.join("; ")}.\n`;
}

async function note(context: RunContext, iteration: number | null, text: string): Promise<void> {
  const message = await appendToNote(context.worktreePath, text);
  if (message !== null) {
    context.emit({ type: "notice", level: "warning", message, iteration: iteration ?? undefined });
  }
}
