import type { Conversation, ProblemCategory } from "@signalbox/shared";
import type { RunContext } from "../contract.ts";
import type { BudgetWatch } from "./budget.ts";
import { lookAtWork, recordWork, secureWork } from "./checkpoints.ts";
import type { GuidanceDesk } from "./guidance.ts";
import { exhaustedMessage, isWorthWaiting, type RetryWaiter } from "./retry.ts";
import { runAgentTurn, type TurnReport } from "./turn.ts";

/** What a run's iterations share. */
export interface RunWatch {
  budget: BudgetWatch;
  waiter: RetryWaiter;
  desk: GuidanceDesk;
}

export interface TurnsInput {
  iteration: number;
  /** The conversation that the first of the turns continues; null: a fresh one. */
  resume: Conversation | null;
  /** The prompt of a turn that is told `guidance` and continues a conversation, or not. */
  promptFor: (turn: { guidance: readonly string[]; resumed: boolean }) => string;
}

/** What the turns of an iteration came to: the last one's result, the work of all. */
export interface TurnsReport {
  turn: TurnReport;
  changed: boolean;
  /** Why the work could not be recorded; null when it was. */
  unrecorded: string | null;
  /** Why the run does not wait any longer for its agent; null when it need not. */
  gaveUp: string | null;
}

/**
 * The iteration's turn. As long as the agent asks to be tried again later there is a wait and another one; when a conversation
 * cannot be continued, a fresh one at once. The work of each is recorded before the next. A turn that is only to be tried again
 * costs no iteration and is no failure.
 */
export async function takeTurns(
  context: RunContext,
  { budget, waiter, desk }: RunWatch,
  { iteration, promptFor, ...input }: TurnsInput,
): Promise<TurnsReport> {
  let changed = false;
  let { resume } = input;
  for (let waits = 1; ;) {
    const isFirst = iteration === 1 && waits === 1;
    const before = await (isFirst ? secureWork(context) : lookAtWork(context));
    await context.guidance.check();
    const prompt = promptFor({ guidance: desk.beginTurn(iteration), resumed: resume !== null });
    const onCost = (costUsd: number | null) => budget.addCost(costUsd);
    const signal = budget.turnSignal;
    const turn = await runAgentTurn(context, { iteration, prompt, resume, signal, desk, onCost });
    desk.endTurn(turn.outcome === "succeeded");
    const work = await recordWork(context, iteration, before);
    changed ||= work.changed;
    const report = { turn, changed, unrecorded: work.problem, gaveUp: null };
    const { problem } = turn;
    if (turn.outcome !== "failed" || problem === null || work.problem !== null) return report;
    if (resume !== null && isConversationGone(problem.category, turn.acted) && !signal.aborted) {
      const message = `The agent's last conversation could not be continued: ${problem.message} It begins a fresh one.`;
      context.emit({ type: "notice", iteration, level: "warning", message });
      resume = null;
      continue;
    }
    if (!isWorthWaiting(problem)) return report;
    const end = await waiter.wait(iteration, waits, problem);
    if (end === "exhausted") return { ...report, gaveUp: exhaustedMessage(problem) };
    if (end === "aborted") return { ...report, turn: { ...turn, outcome: "cancelled" } };
    waits += 1;
    // What of the conversation was used up meanwhile must not be counted again.
    if (resume !== null) resume = turn.conversation ?? resume;
  }
}

/**
 * Whether a turn that was to continue a conversation failed because that cannot be continued: programs say so in their own
 * words and end before anything is said or done, or it is longer than the model can take in.
 */
function isConversationGone(category: ProblemCategory, acted: boolean): boolean {
  return category === "context" || (!acted && (category === "other" || category === "crash"));
}
