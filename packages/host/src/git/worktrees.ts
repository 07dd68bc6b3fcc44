import { realpath, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { refuse } from "./git-error.ts";
import { assertBranchName, commitOf, readRef } from "./refs.ts";
import { openCheckoutGit } from "./network.ts";
import { openGit, type Git } from "./run-git.ts";
import { listWorktrees } from "./worktrees-list.ts";

/** Checking out a large repository takes minutes on a slow disk. */
export const checkoutTimeoutMs = 600_000;

/**
 * Creates the branch at `startPoint` (a branch or commit) and a worktree of it at `path`, which must not exist or be empty; `fill`
 * may then change what is in it. The person's checkout, index, configuration and stashes are not touched. A call that fails leaves
 * neither branch nor worktree. Resolves to the commit that the branch begins at.
 * @throws GitError when the branch exists, the start point does not, or the folder is taken
 */
export async function addWorktree(
  options: {
    repository: string;
    path: string;
    branch: string;
    startPoint: string;
  },
  fill?: (git: Git) => Promise<void>,
): Promise<{ commit: string }> {
  const { path, branch, startPoint } = options;
  assertBranchName(branch);
  const git = await openCheckoutGit(options.repository);
  const commit = await commitOf(git, startPoint);
  if (commit === null) {
    throw refuse(`There is no branch or commit "${startPoint}".`, [startPoint]);
  }
  const ref = `refs/heads/${branch}`;
  const reason = "signalbox: a new session";
  // Apart from the worktree: only so is a branch of ours told from one that somebody made meanwhile.
  await git(["update-ref", "--create-reflog", "-m", reason, ref, commit, ""]);
  try {
    await git(["worktree", "add", "--quiet", "--", path, branch], {
      timeoutMs: checkoutTimeoutMs,
    });
    await fill?.(await openGit(path));
  } catch (error) {
    await takeBack(git, ref, commit);
    throw error;
  }
  return { commit };
}

/**
 * Removes what an `addWorktree` has made whose process was killed: the branch, which began at `commit`, and its worktree with all that
 * is in it. Resolves also when there is nothing of it.
 * @throws GitError when the branch is at another commit, or in another worktree by now: somebody works on it
 */
export async function takeBackWorktree(options: {
  repository: string;
  path: string;
  branch: string;
  commit: string;
}): Promise<void> {
  const { repository, path, branch, commit } = options;
  assertBranchName(branch);
  const git = await openGit(repository);
  const ref = `refs/heads/${branch}`;
  const tip = await readRef(git, ref);
  if (tip === null) return;
  if (tip !== commit) throw refuse(`The branch ${branch} is not where it began.`, [branch]);
  await assertNotElsewhere(git, path, branch);
  await takeBack(git, ref, commit);
  // Git may have been killed before it knew the folder.
  await rm(path, { recursive: true, force: true });
}

/** Removes what `addWorktree` has made so far: the worktree that has the branch can be no other. */
async function takeBack(git: Git, ref: string, commit: string): Promise<void> {
  const made = (await listWorktrees(git)).find((worktree) => worktree.branch === ref);
  if (made !== undefined) {
    await rm(made.path, { recursive: true, force: true });
    // Twice: git locks a worktree while it makes it.
    await git(["worktree", "remove", "--force", "--force", "--", made.path]);
  }
  await git(["update-ref", "-d", ref, commit]);
}

/**
 * Makes the worktree of an existing branch again after its folder was deleted by hand.
 * @throws GitError when the folder is taken, the branch does not exist, or another worktree has it checked out
 */
export async function reattachWorktree(options: {
  repository: string;
  path: string;
  branch: string;
  /** False leaves the folder, and the index, empty. */
  checkout?: boolean;
}): Promise<void> {
  const { path, branch, checkout = true } = options;
  assertBranchName(branch);
  const git = await openCheckoutGit(options.repository);
  await assertNotElsewhere(git, path, branch);
  // Forced: git still knows the folder that is gone, and would refuse it.
  const flags = checkout ? ["--force"] : ["--force", "--no-checkout"];
  await git(["worktree", "add", "--quiet", ...flags, "--", path, branch], {
    timeoutMs: checkoutTimeoutMs,
  });
}

/** @throws GitError when another worktree than the one at `path` has the branch checked out */
export async function assertNotElsewhere(git: Git, path: string, branch: string): Promise<void> {
  const ours = await spellings(path);
  const other = (await listWorktrees(git)).find(
    (worktree) => worktree.branch === `refs/heads/${branch}` && !ours.has(worktree.path),
  );
  if (other !== undefined) {
    throw refuse(`The branch ${branch} is checked out at ${other.path}.`, ["worktree", path]);
  }
}

/** How git may write a path. The parent is resolved, not the path: it may be gone. */
export async function spellings(path: string): Promise<ReadonlySet<string>> {
  const parent = await realpath(dirname(path)).catch(() => dirname(path));
  return new Set([path, join(parent, basename(path))]);
}
