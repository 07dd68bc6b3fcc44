import { writeArchive } from "./archive-ref.ts";
import { changedFiles } from "./changed-files.ts";
import { commitTree } from "./commit-tree.ts";
import { refuse } from "./git-error.ts";
import { revealFiles } from "./index-marks.ts";
import { commitOf, readRef } from "./refs.ts";
import { openGit, type Git } from "./run-git.ts";
import { withSnapshot } from "./snapshot.ts";
import { listUncommitted } from "./status.ts";

export { archivePrefix } from "./archive-ref.ts";

/** How the subjects of the commits begin that hold what was in no commit, and what of it was staged. */
export const archiveSubjects = { work: "Archive of the work on", staged: "What was staged on" };

/** So many files tell what is to be done. */
const maxTold = 5;

/** An archived commit, and which part of it was committed and staged. */
export interface ArchivedWork {
  ref: string;
  commit: string;
  head: string;
  staged: string | null;
}

/**
 * Keeps all of a worktree's work under a ref before it is discarded: a commit with the worktree's whole content (uncommitted and
 * untracked too) on top of the branch's head, or the branch's head itself when nothing is uncommitted or the folder is
 * gone. Nothing else changes. `ref` is the name below `refs/signalbox/archive/`; `kind` is why it is discarded.
 * @throws GitError when the branch does not exist, or the ref does already, or something may not be read
 */
export async function archiveWork(options: {
  repository: string;
  worktree: string | null;
  branch: string;
  ref: string;
  kind?: "session" | "taken_back";
}): Promise<ArchivedWork> {
  const git = await openGit(options.repository);
  const head = await readRef(git, `refs/heads/${options.branch}`);
  if (head === null) {
    throw refuse(`The branch ${options.branch} does not exist.`, [options.branch]);
  }
  const { commit, staged } =
    options.worktree === null
      ? { commit: head, staged: null }
      : await commitContent(options.worktree, options.branch, head);
  const changed = new Set<string>();
  for (const state of [commit, staged]) {
    if (state === null || state === head) continue;
    for (const { path } of await changedFiles(git, head, state)) changed.add(path);
  }
  const kind = options.kind ?? "taken_back";
  const ref = await writeArchive(git, {
    name: options.ref,
    commit,
    note: { kind, head, staged, uncommittedFiles: changed.size },
  });
  return { ref, commit, head, staged };
}

async function commitContent(
  worktree: string,
  branch: string,
  head: string,
): Promise<{ commit: string; staged: string | null }> {
  return withSnapshot(worktree, { keepObjects: true }, async ({ tree, leftOut, git }) => {
    assertReadable(leftOut);
    const checkedOut = await readRef(git, "HEAD");
    const { stdout: committed } = await git(["rev-parse", "--verify", `${head}^{tree}`]);
    const inIndex = await stagedTree(git);
    if (
      tree === committed.trim() &&
      inIndex === tree &&
      (checkedOut === null || checkedOut === head)
    ) {
      return { commit: head, staged: null };
    }
    // An agent may have left the branch: what it committed elsewhere is kept as a second parent, and so is what is only staged.
    const parents = checkedOut === null || checkedOut === head ? [head] : [head, checkedOut];
    let staged: string | null = null;
    if (inIndex !== null && inIndex !== committed.trim()) {
      const message = `${archiveSubjects.staged} ${branch}`;
      staged = await commitTree(git, { tree: inIndex, parents: [head], message });
      parents.push(staged);
    }
    const message = `${archiveSubjects.work} ${branch}`;
    return { commit: await commitTree(git, { tree, parents, message }), staged };
  });
}

/** What may not be read would be gone with the worktree, and not in the archive. */
function assertReadable(leftOut: readonly string[]): void {
  const unreadable = leftOut.filter((line) => line.endsWith(": Permission denied"));
  if (unreadable.length === 0) return;
  const told = unreadable.slice(0, maxTold).join("\n");
  throw refuse(
    `Files may not be read, so they cannot be kept: change their modes, or move them away.\n${told}`,
    ["add"],
  );
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
  const uncommitted = options.worktree === null ? [] : await allUncommitted(options.worktree);
  const range =
    base === null ? ["--not", `--exclude=${options.branch}`, "--branches"] : [`^${base}`];
  const unmergedCommits =
    head === null ? 0 : Number((await git(["rev-list", "--count", head, ...range])).stdout.trim());
  return { unmergedCommits, uncommittedFiles: uncommitted.length };
}

async function allUncommitted(worktree: string) {
  const git = await openGit(worktree);
  await revealFiles(git, worktree, {});
  return listUncommitted(git);
}
