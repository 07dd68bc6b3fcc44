import { checkGit } from "@signalbox/host/git";
import type { Conversation } from "@signalbox/shared";
import {
  untoldGuidance,
  type OrchestratorDriver,
  type RunContext,
  type RunOutcome,
} from "../contract.ts";
import { watchBudget } from "./budget.ts";
import { createGuidanceDesk } from "./guidance.ts";
import { runIteration, type IterationReport } from "./iteration.ts";
import { appendToNote } from "./progress-note.ts";
import { feedbackOf } from "./prompt.ts";
import { createRetryWaiter } from "./retry.ts";
import type { RunWatch } from "./turns.ts";
import { nextStreaks, stoppedMessage, verdictOf, type Verdict } from "./verdict.ts";

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
      const desk = createGuidanceDesk(context);
      const outcome = await loop(context, { budget, waiter, desk });
      if (desk.waiting() > 0) context.emit(untoldGuidance);
      return outcome;
    } finally {
      budget.close();
    }
  },
};

async function loop(context: RunContext, watch: RunWatch): Promise<RunOutcome> {
  const { desk, budget, waiter } = watch;
  let streaks = { failures: 0, unchanged: 0 };
  let feedback: string | null = null;
  let resume = resumable(context);
  await note(context, null, `# Run ${context.number}\n${desk.takeNotes()}`);
  for (let iteration = 1; ; iteration += 1) {
    const result = await runIteration(context, watch, { iteration, feedback, resume });
    await note(context, iteration, noteEntry(iteration, result) + desk.takeNotes());
    streaks = nextStreaks(streaks, result);
    const judge = async (): Promise<Verdict | null> => {
      await context.guidance.check();
      return verdictOf({
        result,
        streaks,
        iteration,
        maxIterations: context.budget.maxIterations,
        stopped: context.signal.aborted,
        spent: budget.spent(),
        guided: desk.waiting() > 0,
      });
    };
    let verdict = await judge();
    if (verdict === null && result.outcome === "failed") {
      await waiter.pause(iteration, streaks.failures, result.problem);
      // The stop or the deadline may have come in the pause.
      verdict = await judge();
    }
    if (verdict !== null) return { ...verdict, exitCode: result.exitCode };
    const failedChecks = result.checks.filter((check) => !check.passed);
    const problem = result.problem?.message ?? null;
    feedback = feedbackOf({ promise: result.promise, problem, failedChecks });
    resume = null;
  }
}

/** The conversation that the run begins with; null, with a word about it, when its agent cannot continue one. */
function resumable(context: RunContext): Conversation | null {
  const { resume, agent } = context;
  if (resume === null || agent.abilities.resume) return resume;
  const message = `${agent.name} cannot continue a conversation: it begins a fresh one.`;
  context.emit({ type: "notice", level: "warning", message });
  return null;
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
