import { realpath } from "node:fs/promises";
import { refuse } from "./git-error.ts";
import { revealFiles } from "./index-marks.ts";
import { keepLeftCommits } from "./left-commits.ts";
import { assertBranchName, isAncestor, readRef } from "./refs.ts";
import { openGit, type Git } from "./run-git.ts";

export { isAncestor } from "./refs.ts";

/**
 * The git folder of a session's worktree: what makes it that very worktree.
 * @throws GitError when the folder is no linked worktree (any more): what is committed there would go elsewhere
 */
export async function worktreeGitFolder(worktree: string): Promise<string> {
  return gitFolderOf(await openGit(worktree), worktree);
}

async function gitFolderOf(git: Git, worktree: string): Promise<string> {
  const read = async (name: string) =>
    (await git(["rev-parse", "--path-format=absolute", name])).stdout.replace(/\n$/, "");
  const own = await read("--git-dir");
  if (own === (await read("--git-common-dir"))) {
    throw refuse("The worktree's .git was replaced by that of another repository.", ["rev-parse"]);
  }
  // Set by `core.worktree`: git would commit the files of that folder.
  if ((await read("--show-toplevel")) !== (await realpath(worktree))) {
    throw refuse("The worktree's git configuration names another folder for its files.", [
      "rev-parse",
    ]);
  }
  return own;
}

/**
 * Makes sure that a folder is a linked worktree of that very repository: with another `.git` in it, git would show, and change,
 * somebody else's work. Resolves to the worktree's git folder.
 * @throws GitError when it is not
 */
export async function assertWorktreeOf(worktree: string, repository: string): Promise<string> {
  const git = await openGit(worktree);
  const gitFolder = await gitFolderOf(git, worktree);
  const commonOf = async (opened: Git) => {
    const { stdout } = await opened(["rev-parse", "--path-format=absolute", "--git-common-dir"]);
    return realpath(stdout.replace(/\n$/, ""));
  };
  if ((await commonOf(git)) !== (await commonOf(await openGit(repository)))) {
    throw refuse("The worktree's .git names another repository than the session's.", ["rev-parse"]);
  }
  return gitFolder;
}

/** What a worktree had checked out instead of its session's branch. */
export interface LeftBranch {
  /** The other branch, or the id of a commit. */
  foundAt: string;
  /** Whether the session's branch has the commits that were made there now. */
  carriedOver: boolean;
}

/**
 * Puts a worktree back on its session's branch when an agent left, renamed or deleted it; files and index stay as they are, but for
 * marks in the index that would hide work (`revealFiles`). The branch moves on to what was checked out when that continues it (or when the branch is gone, in the last resort to
 * `lastCommit`); else it stays, and only the files carry the work. Commits that no branch has then, those of `lastCommit` among
 * them, are archived. Resolves to null when the branch was checked out.
 * @throws GitError also when `gitFolder` (of `worktreeGitFolder`) is not the worktree's any more
 */
export async function returnToBranch(
  worktree: string,
  session: { branch: string; gitFolder: string; lastCommit: string },
): Promise<LeftBranch | null> {
  assertBranchName(session.branch);
  const git = await openGit(worktree);
  if ((await gitFolderOf(git, worktree)) !== session.gitFolder) {
    throw refuse("The worktree's .git was replaced by that of another worktree.", ["rev-parse"]);
  }
  await revealFiles(git, worktree, {});
  const ref = `refs/heads/${session.branch}`;
  const checkedOut = await readHead(git);
  const tip = await readRef(git, ref);
  const head = await readRef(git, "HEAD");
  if (checkedOut === ref && tip !== null) {
    await keepLeftCommits(git, session.branch, [session.lastCommit]);
    return null;
  }
  const carriedOver = head !== null && (tip === null || (await isAncestor(git, tip, head)));
  const target = carriedOver ? head : (tip ?? session.lastCommit);
  const reason = "signalbox: back to the session's branch";
  await git(["update-ref", "--create-reflog", "-m", reason, ref, target, tip ?? ""]);
  // While the head still names them: a server that ends here finds them again.
  await keepLeftCommits(git, session.branch, [session.lastCommit, head]);
  await git(["symbolic-ref", "-m", reason, "HEAD", ref]);
  const foundAt = checkedOut?.replace(/^refs\/heads\//, "") ?? head ?? session.lastCommit;
  return { foundAt, carriedOver };
}

/** The ref that is checked out; null on a detached head. */
async function readHead(git: Git): Promise<string | null> {
  const { stdout, exitCode } = await git(["symbolic-ref", "--quiet", "HEAD"], {
    okExitCodes: [0, 1],
  });
  return exitCode === 0 ? stdout.trim() : null;
}
