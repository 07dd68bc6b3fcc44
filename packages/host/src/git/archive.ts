import { commitTree } from "./commit-tree.ts";
import { refuse } from "./git-error.ts";
import { commitOf, isValidBranchName, readRef } from "./refs.ts";
import { openGit, type Git } from "./run-git.ts";
import { withSnapshot } from "./snapshot.ts";
import { listUncommitted } from "./status.ts";
import { openWorktree } from "./worktrees.ts";

/** Where discarded work is kept. */
export const archivePrefix = "refs/signalbox/archive/";

/**
 * Keeps all of a worktree's work under a ref before it is discarded: a commit with the worktree's whole content (uncommitted and
 * untracked too) on top of the branch's head, or the branch's head itself when nothing is uncommitted or the folder is
 * gone. Nothing else changes. `ref` is the name below `refs/signalbox/archive/`.
 * @throws GitError when the branch does not exist, or the ref does already
 */
export async function archiveWork(options: {
  repository: string;
  worktree: string | null;
  branch: string;
  ref: string;
}): Promise<{ ref: string; commit: string }> {
  if (!isValidBranchName(options.ref)) {
    throw refuse(`"${options.ref}" is not a valid ref name.`, [options.ref]);
  }
  const git = await openGit(options.repository);
  const head = await readRef(git, `refs/heads/${options.branch}`);
  if (head === null) {
    throw refuse(`The branch ${options.branch} does not exist.`, [options.branch]);
  }
  const commit =
    options.worktree === null ? head : await commitContent(options.worktree, options.branch, head);
  const ref = `${archivePrefix}${options.ref}`;
  // The empty old value: never overwrite an archive.
  await git(["update-ref", "--create-reflog", "-m", "signalbox: archive", ref, commit, ""]);
  return { ref, commit };
}

async function commitContent(worktree: string, branch: string, head: string): Promise<string> {
  return withSnapshot(worktree, { keepObjects: true }, async ({ tree, git }) => {
    const checkedOut = await readRef(git, "HEAD");
    const { stdout: committed } = await git(["rev-parse", "--verify", `${head}^{tree}`]);
    if (
      tree === committed.trim() &&
      (await stagedTree(git)) === tree &&
      (checkedOut === null || checkedOut === head)
    ) {
      return head;
    }
    // An agent may have left the branch: what it committed elsewhere is kept as a second parent, and so is what is only staged.
    const parents = checkedOut === null || checkedOut === head ? [head] : [head, checkedOut];
    const staged = await stagedTree(git);
    if (staged !== null && staged !== tree && staged !== committed.trim()) {
      const message = `What was staged on ${branch}`;
      parents.push(await commitTree(git, { tree: staged, parents: [head], message }));
    }
    return commitTree(git, { tree, parents, message: `Archive of the work on ${branch}` });
  });
}

/** The content of the worktree's own index; null while paths in it are unmerged. */
async function stagedTree(git: Git): Promise<string | null> {
  const { stdout, exitCode } = await git(["write-tree"], { okExitCodes: [0, 128] });
  return exitCode === 0 ? stdout.trim() : null;
}

/**
 * What would be lost with a worktree and its branch: the commits that the base branch does not have (all of the branch's
 * own commits when the base branch is gone), and the changed and untracked paths. A folder that is gone has none of the latter.
 * @throws GitError
 */
export async function unlandedWork(options: {
  repository: string;
  worktree: string | null;
  branch: string;
  baseBranch: string;
}): Promise<{ unmergedCommits: number; uncommittedFiles: number }> {
  const git = await openGit(options.repository);
  const head = await readRef(git, `refs/heads/${options.branch}`);
  const base = await commitOf(git, options.baseBranch);
  const uncommitted =
    options.worktree === null ? [] : await listUncommitted(await openWorktree(options.worktree));
  const range =
    base === null ? ["--not", `--exclude=${options.branch}`, "--branches"] : [`^${base}`];
  const unmergedCommits =
    head === null ? 0 : Number((await git(["rev-list", "--count", head, ...range])).stdout.trim());
  return { unmergedCommits, uncommittedFiles: uncommitted.length };
}
