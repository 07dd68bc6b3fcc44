import {
  checkpoint,
  committedTreeId,
  diffStat,
  resolveCommit,
  returnToBranch,
  treeId,
  worktreeGitFolder,
} from "@signalbox/host/git";
import type { EventBody } from "@signalbox/shared";
import type { RunContext } from "../contract.ts";
import { keepNoteOutOfGit } from "./progress-note.ts";
import { despiteStaleLocks } from "./stale-lock.ts";

/** The longest first line that git's own views show in full. */
const maxSubjectLength = 72;
/** So many lines of what could not be committed tell what is going on. */
const maxLeftOutShown = 10;

/** The first line of a checkpoint's message: which iteration it is, and what the work is about. */
export function checkpointSubject(number: number, iteration: number, prompt: string): string {
  const firstLine = prompt.trim().split("\n", 1)[0] ?? "";
  const subject = `Run ${number}, iteration ${iteration}: ${firstLine.replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, " ")}`;
  const characters = Array.from(subject.trim());
  return characters.length <= maxSubjectLength
    ? characters.join("")
    : `${characters.slice(0, maxSubjectLength - 1).join("")}…`;
}

/** What the worktree is before an iteration. */
export interface WorkBefore {
  gitFolder: string;
  /** The commit that is checked out. */
  head: string;
  /** The id of the worktree's content. */
  tree: string;
}

/** Looks at the worktree before an iteration. @throws GitError when it is no worktree, or has no commit to work on */
export async function lookAtWork({ worktreePath }: RunContext): Promise<WorkBefore> {
  const gitFolder = await worktreeGitFolder(worktreePath);
  const head = await resolveCommit(worktreePath, "HEAD");
  if (head === null) throw new Error("The worktree has no commit to work on.");
  return { gitFolder, head, tree: await treeId(worktreePath) };
}

/**
 * Looks at the worktree before a run's agent begins, and commits what lies there in no commit: the agent may change or delete it, and
 * then nothing would have what a person left. When that fails, a `notice` says so.
 * @throws GitError as `lookAtWork` does
 */
export async function secureWork(context: RunContext): Promise<WorkBefore> {
  const before = await lookAtWork(context);
  const { worktreePath, branch, number } = context;
  const { gitFolder, head, tree } = before;
  if (tree === (await committedTreeId(worktreePath, head))) return before;
  try {
    await keepNoteOutOfGit(worktreePath);
    const { made } = await despiteStaleLocks(gitFolder, async () => {
      await returnToBranch(worktreePath, { branch, gitFolder, lastCommit: head });
      return checkpoint(worktreePath, { subject: `Before run ${number}` });
    });
    if (made !== null) emitCheckpoint(context, 1, made);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `What was in the worktree before the run could not be committed: ${reason}`;
    context.emit({ type: "notice", iteration: 1, level: "warning", message });
  }
  return lookAtWork(context);
}

/** What became of an iteration's work. */
export interface WorkRecord {
  /** Whether the iteration changed the worktree's content; true when that is not known. */
  changed: boolean;
  /** Why the work could not be recorded (it is then still in the worktree); null when it was. */
  problem: string | null;
}

/**
 * Records the work of an iteration on the session's branch, wherever the agent left the worktree, and emits a `checkpoint` event
 * for each step: the commits that the agent made itself, named by the last of them, then what it left uncommitted. What went
 * otherwise than it should is said in a `notice`. Never rejects.
 */
export async function recordWork(
  context: RunContext,
  iteration: number,
  before: WorkBefore,
): Promise<WorkRecord> {
  try {
    await keepNoteOutOfGit(context.worktreePath);
    const { gitFolder, head } = before;
    await despiteStaleLocks(gitFolder, () => returnWorktree(context, iteration, before));
    await recordAgentCommits(context, iteration, head);
    const tree = await despiteStaleLocks(gitFolder, () => recordLeftovers(context, iteration));
    return { changed: tree !== before.tree, problem: null };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `The work could not be committed: ${reason}`;
    context.emit({ type: "notice", iteration, level: "error", message });
    return { changed: true, problem: message };
  }
}

async function returnWorktree(
  context: RunContext,
  iteration: number,
  before: WorkBefore,
): Promise<void> {
  const { worktreePath, branch } = context;
  const { gitFolder, head: lastCommit } = before;
  const left = await returnToBranch(worktreePath, { branch, gitFolder, lastCommit });
  if (left === null) return;
  const what = left.carriedOver
    ? "The branch has its commits now."
    : "The branch gets the files as they are; commits made there stay there.";
  const message = `The agent left the branch ${branch} for ${left.foundAt}. ${what}`;
  context.emit({ type: "notice", iteration, level: "warning", message });
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

/** Resolves to the id of the content that is committed now. */
async function recordLeftovers(context: RunContext, iteration: number): Promise<string> {
  const { made, tree, leftOut } = await checkpoint(context.worktreePath, {
    subject: checkpointSubject(context.number, iteration, context.prompt),
    body: `Signalbox-Session: ${context.sessionId}\nSignalbox-Run: ${context.runId}`,
  });
  if (made !== null) emitCheckpoint(context, iteration, made);
  if (leftOut.length > 0) {
    const shown = leftOut.slice(0, maxLeftOutShown).join("\n");
    const message = `Not everything could be committed. git says:\n${shown}`;
    context.emit({ type: "notice", iteration, level: "warning", message });
  }
  return tree;
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
