import { lstat, rm } from "node:fs/promises";
import { GitError, refuse } from "./git-error.ts";
import { openGit, type Git } from "./run-git.ts";
import { assertNotElsewhere, checkoutTimeoutMs, spellings } from "./worktrees.ts";
import { listWorktrees } from "./worktrees-list.ts";

/**
 * Makes sure that neither `removeWorktree`, forced, nor `deleteBranch` after it would be refused: what is in their way is found before
 * anything is done.
 * @throws GitError when the folder is not the worktree, or locked, or another worktree has the branch checked out
 */
export async function assertRemovable(options: {
  repository: string;
  path: string;
  branch: string;
}): Promise<void> {
  const { path, branch } = options;
  const git = await openGit(options.repository);
  await findRemovable(git, path);
  await assertNotElsewhere(git, path, branch);
}

/**
 * Removes a worktree and git's record of it; its branch stays. Without `force` a worktree with changed or untracked files
 * is refused; one that a person locked, and a file or a link in its place, in any case. Resolves also when the folder was already gone.
 * @throws GitError
 */
export async function removeWorktree(options: {
  repository: string;
  path: string;
  force: boolean;
}): Promise<void> {
  const git = await openGit(options.repository);
  const path = await findRemovable(git, options.path);
  if (path === null) return;
  const force = options.force ? ["--force"] : [];
  try {
    await git(["worktree", "remove", ...force, "--", path], { timeoutMs: checkoutTimeoutMs });
  } catch (error) {
    if (!options.force || !(error instanceof GitError)) {
      throw error;
    }
    // An agent may have broken the worktree's `.git` file; git then only forgets a folder that is gone.
    await rm(path, { recursive: true, force: true });
    await git(["worktree", "remove", "--force", "--", path]);
  }
}

/** The worktree as git writes its path; null when neither git nor the disk knows it. @throws GitError when it may not be removed */
async function findRemovable(git: Git, path: string): Promise<string | null> {
  const refused = (why: string) => refuse(`${path} ${why}`, ["worktree", "remove"]);
  const ours = await spellings(path);
  const [, ...linked] = await listWorktrees(git);
  const registered = linked.find((worktree) => ours.has(worktree.path));
  const facts = await lstat(path).catch(() => null);
  if (facts !== null && !facts.isDirectory()) {
    // Git would remove the file, or all behind the link: it was never asked what is in there.
    throw refused("is a file or a link, not the worktree's folder: move it away first.");
  }
  if (registered === undefined) {
    if (facts === null) return null;
    throw refused("is not a worktree of this repository.");
  }
  if (registered.isLocked) throw refused("is locked: unlock it with git worktree unlock first.");
  return registered.path;
}
