import { archivePrefix } from "./archive.ts";
import { checkpoint } from "./checkpoint.ts";
import { commitTree, headOf, moveHead, treeOf } from "./commit-tree.ts";
import { assertCommit } from "./diff.ts";
import { moveFiles } from "./move-files.ts";
import { openGit, type Git } from "./run-git.ts";
import { assertOwn } from "./own-commits.ts";

/** What a rewind made. */
export interface Rewind {
  /** The checkpoint that holds the old content again; null when the worktree has that content already. */
  commit: string | null;
  /** The checkpoint of what was not committed before; null when all was. */
  safeguard: string | null;
  head: string;
}

/**
 * Gives a worktree the content of an earlier commit, as a new commit on top: nothing of the history goes, so that the way forward is a
 * rewind too. What is not committed is committed first. `to` must lie in the history of the worktree's branch, or below one
 * of `archives` (names below `refs/signalbox/archive/`).
 * @throws GitError when it does not, or an untracked file that git ignores is in the way: then nothing is different but the safeguard
 */
export async function rewind(
  worktree: string,
  options: { to: string; archives: string },
): Promise<Rewind> {
  const git = await openGit(worktree);
  const target = await assertCommit(git, options.to);
  await assertOwn(git, target, [`${archivePrefix}${options.archives}*`]);
  const name = target.slice(0, 12);
  const { made } = await checkpoint(worktree, { subject: `Before the rewind to ${name}` });
  const safeguard = made?.commit ?? null;
  const head = await headOf(git);
  const [tree, before] = [await treeOf(git, target), await treeOf(git, head)];
  if (tree === before) return { commit: null, safeguard, head };
  const commit = await commitTree(git, {
    tree,
    parents: [head],
    message: `Rewind to ${name}\n\n${await subjectOf(git, target)}\nSignalbox-Rewind-To: ${target}`,
  });
  await moveFiles(git, head, commit);
  try {
    await moveHead(git, { from: head, to: commit, reason: `rewind to ${name}` });
  } catch (error) {
    await moveFiles(git, commit, head);
    throw error;
  }
  return { commit, safeguard, head: commit };
}

async function subjectOf(git: Git, commit: string): Promise<string> {
  return (await git(["log", "-1", "--format=%s", commit, "--"])).stdout;
}
