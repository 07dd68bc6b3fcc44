import { archivePrefix } from "./archive-ref.ts";
import { headOf } from "./commit-tree.ts";
import { refuse } from "./git-error.ts";
import { leftPrefixOf } from "./left-commits.ts";
import { openGit, type Git } from "./run-git.ts";
import { isAncestor } from "./session-branch.ts";

/**
 * Makes sure that a commit (a full id) lies in the history of what is checked out, below one of the refs that `patterns` name, or below
 * what an agent left beside the branch that is checked out.
 * @throws GitError when it does not
 */
export async function assertOwn(git: Git, commit: string, patterns: string[]): Promise<void> {
  if (await isAncestor(git, commit, await headOf(git))) return;
  const { stdout } = await git([
    "for-each-ref",
    `--contains=${commit}`,
    "--format=%(refname)",
    ...patterns,
    `${archivePrefix}${leftPrefixOf(await branchOf(git))}*`,
  ]);
  if (stdout.trim() === "") {
    throw refuse(`The commit ${commit} is not one of this session.`, ["for-each-ref", commit]);
  }
}

/** The branch that is checked out. @throws GitError on a detached head */
async function branchOf(git: Git): Promise<string> {
  return (await git(["symbolic-ref", "--short", "HEAD"])).stdout.trim();
}

/** The newest commit that two commits (full ids) both come from; null when they have no history in common. @throws GitError */
export async function commonAncestor(
  worktree: string,
  one: string,
  other: string,
): Promise<string | null> {
  const git = await openGit(worktree);
  const { stdout, exitCode } = await git(["merge-base", one, other], { okExitCodes: [0, 1] });
  return exitCode === 0 ? stdout.trim() : null;
}
