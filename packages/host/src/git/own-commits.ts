import { headOf } from "./commit-tree.ts";
import { refuse } from "./git-error.ts";
import type { Git } from "./run-git.ts";
import { isAncestor } from "./session-branch.ts";

/**
 * Makes sure that a commit (a full id) lies in the history of what is checked out, or below one of the refs that `patterns` name.
 * @throws GitError when it does not
 */
export async function assertOwn(git: Git, commit: string, patterns: string[]): Promise<void> {
  if (await isAncestor(git, commit, await headOf(git))) return;
  const { stdout } = await git([
    "for-each-ref",
    `--contains=${commit}`,
    "--format=%(refname)",
    ...patterns,
  ]);
  if (stdout.trim() === "") {
    throw refuse(`The commit ${commit} is not one of this session.`, ["for-each-ref", commit]);
  }
}
