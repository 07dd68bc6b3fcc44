import { openGit, type Git } from "./run-git.ts";
import { refuse } from "./git-error.ts";
import { listWorktrees } from "./worktrees-list.ts";

/** Whether a name may be a branch's: the rules of git-check-ref-format(1), and never something that git would take for an option. */
export function isValidBranchName(name: string): boolean {
  const isForbidden =
    name === "" ||
    name === "@" ||
    name === "HEAD" ||
    name.length > 255 ||
    name.startsWith("-") ||
    name.endsWith(".") ||
    name.includes("..") ||
    name.includes("@{") ||
    // oxlint-disable-next-line no-control-regex -- control characters are what is refused
    /[\u0000-\u0020\u007f~^:?*[\\]/.test(name);
  return (
    !isForbidden &&
    name.split("/").every((part) => part !== "" && !part.startsWith(".") && !part.endsWith(".lock"))
  );
}

/** @throws GitError when `name` is no valid branch name */
export function assertBranchName(name: string): void {
  if (!isValidBranchName(name)) {
    throw refuse(`"${name}" is not a valid branch name.`, [name]);
  }
}

/** The local branches, the one with the newest commit first. @throws GitError */
export async function listBranches(cwd: string): Promise<string[]> {
  const git = await openGit(cwd);
  return branchesOf(git);
}

/** The local branches through a git that is already open. */
export async function branchesOf(git: Git): Promise<string[]> {
  const { stdout } = await git([
    "for-each-ref",
    "--sort=-committerdate",
    "--format=%(refname:strip=2)",
    "refs/heads",
  ]);
  return stdout.split("\n").filter((name) => name !== "");
}

/** The local branches in folders whose names begin so, and those of such names themselves, whatever their case. @throws GitError */
export async function branchesBelow(cwd: string, folder: string): Promise<string[]> {
  const git = await openGit(cwd);
  const pattern = `refs/heads/${folder}*`;
  const { stdout } = await git([
    "for-each-ref",
    "--ignore-case",
    "--format=%(refname:strip=2)",
    pattern,
    `${pattern}/**`,
  ]);
  return stdout.split("\n").filter((name) => name !== "");
}

/** Whether a local branch of this name exists; false for a name that no branch can have. @throws GitError */
export async function branchExists(cwd: string, branch: string): Promise<boolean> {
  if (!isValidBranchName(branch)) {
    return false;
  }
  const git = await openGit(cwd);
  return (await readRef(git, `refs/heads/${branch}`)) !== null;
}

/**
 * The commit that a branch, tag, remote branch or full commit id names; a local branch goes before all else. Null when there is
 * none, also for a name that git may not be given.
 * @throws GitError when the folder is no repository
 */
export async function resolveCommit(cwd: string, ref: string): Promise<string | null> {
  const git = await openGit(cwd);
  return commitOf(git, ref);
}

/** `resolveCommit` through a git that is already open. */
export async function commitOf(git: Git, ref: string): Promise<string | null> {
  if (ref === "HEAD") {
    return readRef(git, "HEAD");
  }
  if (!isValidBranchName(ref)) {
    return null;
  }
  return (await readRef(git, `refs/heads/${ref}`)) ?? (await readRef(git, ref));
}

/** The commit behind a ref that is known to be safe to hand over. */
export async function readRef(git: Git, ref: string): Promise<string | null> {
  const { stdout, exitCode } = await git(
    ["rev-parse", "--verify", "--quiet", "--end-of-options", `${ref}^{commit}`],
    // 1: no such ref; 128: a name that means no commit (a blob, an ambiguous prefix).
    { okExitCodes: [0, 1] },
  );
  return exitCode === 0 ? stdout.trim() : null;
}

/** Whether a commit is the other one or one of its ancestors; both are full ids. */
export async function isAncestor(git: Git, ancestor: string, commit: string): Promise<boolean> {
  const { exitCode } = await git(["merge-base", "--is-ancestor", ancestor, commit], {
    okExitCodes: [0, 1],
  });
  return exitCode === 0;
}

/**
 * Deletes a local branch, merged or not. The person's configuration is not touched (`git branch -D` would edit it).
 * Resolves also when there is no such branch.
 * @throws GitError when the name is not valid or a worktree has the branch checked out
 */
export async function deleteBranch(cwd: string, branch: string): Promise<void> {
  assertBranchName(branch);
  const git = await openGit(cwd);
  const ref = `refs/heads/${branch}`;
  const commit = await readRef(git, ref);
  if (commit === null) {
    return;
  }
  if ((await listWorktrees(git)).some((worktree) => worktree.branch === ref)) {
    throw refuse(`The branch ${branch} is checked out in a worktree.`, ["branch", "-D", branch]);
  }
  await git(["update-ref", "-d", ref, commit]);
}
