import { access, realpath, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { GitError, refuse } from "./git-error.ts";
import { assertBranchName, commitOf } from "./refs.ts";
import { openGit, type Git } from "./run-git.ts";

/** Checking out a large repository takes minutes on a slow disk. */
const checkoutTimeoutMs = 600_000;

/**
 * git for work inside a session's worktree: it never looks above the folder for a repository, so a worktree that lost its
 * `.git` is an error and not a command on whatever repository lies around it.
 */
export function openWorktree(worktree: string): Promise<Git> {
  return openGit(worktree, { GIT_CEILING_DIRECTORIES: dirname(worktree) });
}

/**
 * Creates the branch at `startPoint` (a branch or commit) and a worktree of it at `path`, which must not exist or be empty. The
 * person's checkout, index, configuration and stashes are not touched. Resolves to the commit that the branch begins at.
 * @throws GitError when the branch exists, the start point does not, or the folder is taken
 */
export async function addWorktree(options: {
  repository: string;
  path: string;
  branch: string;
  startPoint: string;
}): Promise<{ commit: string }> {
  assertBranchName(options.branch);
  const git = await openGit(options.repository);
  const commit = await commitOf(git, options.startPoint);
  if (commit === null) {
    throw refuse(`There is no branch or commit "${options.startPoint}".`, [options.startPoint]);
  }
  await git(
    ["worktree", "add", "--quiet", "--no-track", "-b", options.branch, "--", options.path, commit],
    { timeoutMs: checkoutTimeoutMs },
  );
  return { commit };
}

/**
 * Makes the worktree of an existing branch again after its folder was deleted by hand.
 * @throws GitError when the folder is taken or the branch does not exist
 */
export async function reattachWorktree(options: {
  repository: string;
  path: string;
  branch: string;
}): Promise<void> {
  assertBranchName(options.branch);
  const git = await openGit(options.repository);
  // Forced: git still knows the folder that is gone, and would refuse it.
  await git(["worktree", "add", "--quiet", "--force", "--", options.path, options.branch], {
    timeoutMs: checkoutTimeoutMs,
  });
}

/**
 * Removes a worktree and git's record of it; its branch stays. Without `force` a worktree with changed or untracked files
 * is refused. Resolves also when the folder was already gone.
 * @throws GitError
 */
export async function removeWorktree(options: {
  repository: string;
  path: string;
  force: boolean;
}): Promise<void> {
  const git = await openGit(options.repository);
  const registered = await findRegistered(git, options.path);
  if (registered === null) {
    if (!(await isThere(options.path))) return;
    throw refuse(`${options.path} is not a worktree of this repository.`, ["worktree", "remove"]);
  }
  const force = options.force ? ["--force"] : [];
  try {
    await git(["worktree", "remove", ...force, "--", registered], { timeoutMs: checkoutTimeoutMs });
  } catch (error) {
    if (!options.force || !(error instanceof GitError)) {
      throw error;
    }
    // An agent may have broken the worktree's `.git` file; git then only forgets a folder that is gone.
    await rm(registered, { recursive: true, force: true });
    await git(["worktree", "remove", "--force", "--", registered]);
  }
}

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** The path under which git knows a linked worktree; null for an unknown one and for the main one. */
async function findRegistered(git: Git, path: string): Promise<string | null> {
  const { stdout } = await git(["worktree", "list", "--porcelain", "-z"]);
  const paths = stdout
    .split("\0")
    .filter((line) => line.startsWith("worktree "))
    .map((line) => line.slice("worktree ".length));
  // The parent is resolved, not the path: it may be gone.
  const parent = await realpath(dirname(path)).catch(() => dirname(path));
  const wanted = new Set([path, join(parent, basename(path))]);
  return paths.slice(1).find((known) => wanted.has(known)) ?? null;
}
