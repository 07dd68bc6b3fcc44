import { checkpoint, diffStat, resolveCommit } from "@signalbox/host/git";
import type { EventBody } from "@signalbox/shared";
import type { RunContext } from "../contract.ts";
import { removeStaleLock } from "./stale-lock.ts";

/** The longest first line that git's own views show in full. */
const maxSubjectLength = 72;

/** The first line of a checkpoint's message: which iteration it is, and what the work is about. */
export function checkpointSubject(number: number, iteration: number, prompt: string): string {
  const firstLine = prompt.trim().split("\n", 1)[0] ?? "";
  const subject = `Run ${number}, iteration ${iteration}: ${firstLine.replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, " ")}`;
  const characters = Array.from(subject.trim());
  return characters.length <= maxSubjectLength
    ? characters.join("")
    : `${characters.slice(0, maxSubjectLength - 1).join("")}…`;
}

/**
 * Records the work of an iteration on the branch and emits a `checkpoint` event for each step: the commits that the agent
 * made itself, named by the last of them, then what it left uncommitted. `headBefore` is the commit the iteration began with.
 * Resolves to null, or to the reason why the work could not be recorded (it is then still in the worktree); a `notice` says
 * it as well.
 */
export async function recordWork(
  context: RunContext,
  iteration: number,
  headBefore: string,
): Promise<string | null> {
  try {
    await recordAgentCommits(context, iteration, headBefore);
    await recordLeftovers(context, iteration).catch(async (error: unknown) => {
      // An agent may have been killed in the middle of a git command.
      if (!(await removeStaleLock(context.worktreePath))) throw error;
      await recordLeftovers(context, iteration);
    });
    return null;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `The work could not be committed: ${reason}`;
    context.emit({ type: "notice", iteration, level: "error", message });
    return message;
  }
}

async function recordAgentCommits(
  context: RunContext,
  iteration: number,
  headBefore: string,
): Promise<void> {
  const { worktreePath } = context;
  const head = await resolveCommit(worktreePath, "HEAD");
  if (head === null || head === headBefore) return;
  const stat = await diffStat(worktreePath, headBefore, head);
  emitCheckpoint(context, iteration, { commit: head, subject: "Committed by the agent", ...stat });
}

async function recordLeftovers(context: RunContext, iteration: number): Promise<void> {
  const own = await checkpoint(context.worktreePath, {
    subject: checkpointSubject(context.number, iteration, context.prompt),
    body: `Signalbox-Session: ${context.sessionId}\nSignalbox-Run: ${context.runId}`,
  });
  if (own !== null) emitCheckpoint(context, iteration, own);
}

type CheckpointFields = Omit<Extract<EventBody, { type: "checkpoint" }>, "type" | "iteration">;

function emitCheckpoint(context: RunContext, iteration: number, fields: CheckpointFields): void {
  const { commit, subject, filesChanged, insertions, deletions } = fields;
  context.emit({
    type: "checkpoint",
    iteration,
    commit,
    subject,
    filesChanged,
    insertions,
    deletions,
  });
}
