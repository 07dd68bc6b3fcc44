import { access, realpath, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { GitError, refuse } from "./git-error.ts";
import { assertBranchName, commitOf } from "./refs.ts";
import { openCheckoutGit } from "./network.ts";
import { openGit, type Git } from "./run-git.ts";
import { listWorktrees } from "./worktrees-list.ts";

/** Checking out a large repository takes minutes on a slow disk. */
const checkoutTimeoutMs = 600_000;

/** git for work inside a session's worktree. */
export function openWorktree(worktree: string): Promise<Git> {
  return openGit(worktree);
}

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
    await fill?.(await openWorktree(path));
  } catch (error) {
    await takeBack(git, ref, commit);
    throw error;
  }
  return { commit };
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
  const ours = await spellings(path);
  const other = (await listWorktrees(git)).find(
    (worktree) => worktree.branch === `refs/heads/${branch}` && !ours.has(worktree.path),
  );
  if (other !== undefined) {
    throw refuse(`The branch ${branch} is checked out at ${other.path}.`, ["worktree", "add"]);
  }
  // Forced: git still knows the folder that is gone, and would refuse it.
  const flags = checkout ? ["--force"] : ["--force", "--no-checkout"];
  await git(["worktree", "add", "--quiet", ...flags, "--", path, branch], {
    timeoutMs: checkoutTimeoutMs,
  });
}

/**
 * Removes a worktree and git's record of it; its branch stays. Without `force` a worktree with changed or untracked files
 * is refused, and one that a person locked in any case. Resolves also when the folder was already gone.
 * @throws GitError
 */
export async function removeWorktree(options: {
  repository: string;
  path: string;
  force: boolean;
}): Promise<void> {
  const git = await openGit(options.repository);
  const ours = await spellings(options.path);
  const [, ...linked] = await listWorktrees(git);
  const registered = linked.find((worktree) => ours.has(worktree.path));
  if (registered === undefined) {
    if (!(await isThere(options.path))) return;
    throw refuse(`${options.path} is not a worktree of this repository.`, ["worktree", "remove"]);
  }
  if (registered.isLocked) {
    throw refuse(`${registered.path} is locked: unlock it with git worktree unlock first.`, [
      "worktree",
      "remove",
    ]);
  }
  const force = options.force ? ["--force"] : [];
  try {
    await git(["worktree", "remove", ...force, "--", registered.path], {
      timeoutMs: checkoutTimeoutMs,
    });
  } catch (error) {
    if (!options.force || !(error instanceof GitError)) {
      throw error;
    }
    // An agent may have broken the worktree's `.git` file; git then only forgets a folder that is gone.
    await rm(registered.path, { recursive: true, force: true });
    await git(["worktree", "remove", "--force", "--", registered.path]);
  }
}

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** How git may write a path. The parent is resolved, not the path: it may be gone. */
export async function spellings(path: string): Promise<ReadonlySet<string>> {
  const parent = await realpath(dirname(path)).catch(() => dirname(path));
  return new Set([path, join(parent, basename(path))]);
}
