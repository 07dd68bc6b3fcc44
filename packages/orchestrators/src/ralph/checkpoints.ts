import { checkpoint, diffStat, resolveCommit } from "@signalbox/host/git";
import type { EventBody } from "@signalbox/shared";
import type { RunContext } from "../contract.ts";

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
 */
export async function recordCheckpoints(
  context: RunContext,
  iteration: number,
  headBefore: string,
): Promise<void> {
  const { worktreePath } = context;
  const head = await resolveCommit(worktreePath, "HEAD");
  if (head !== null && head !== headBefore) {
    const stat = await diffStat(worktreePath, headBefore, head);
    emitCheckpoint(context, iteration, {
      commit: head,
      subject: "Committed by the agent",
      ...stat,
    });
  }
  const own = await checkpoint(worktreePath, {
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
