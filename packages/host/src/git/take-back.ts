import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { archivePrefix, archiveWork } from "./archive.ts";
import { changedFiles, chooseChanges, entriesOf } from "./changed-files.ts";
import { headOf, moveHead } from "./commit-tree.ts";
import { assertCommit } from "./diff.ts";
import { refuse } from "./git-error.ts";
import { moveFiles, tryMoveFiles } from "./move-files.ts";
import { assertOwn } from "./own-commits.ts";
import { commitOf, readRef } from "./refs.ts";
import { changeTree } from "./resolve.ts";
import { openGit, type Git } from "./run-git.ts";
import { withSnapshot } from "./snapshot.ts";
import { stageAll } from "./stage.ts";

/** The worktree that something is taken back in; all of its work is archived under `archive` (a name below `refs/signalbox/archive/`) first. */
export interface TakeBackOptions {
  repository: string;
  worktree: string;
  branch: string;
  archive: string;
}

/**
 * Discards what is not committed at `paths` (files, or folders with all in them), or what a unified diff of the worktree's uncommitted work
 * holds (hunks of a file). Resolves to the archive's ref.
 * @throws GitError when nothing is changed there, or the diff is not of what the worktree holds
 */
export async function discardChanges(
  options: TakeBackOptions & { what: { paths: readonly string[] } | { patch: string } },
): Promise<string> {
  const { what } = options;
  return changeContent(options, async (git, now) => {
    if ("patch" in what) return unapply(git, now, what.patch);
    const changes = chooseChanges(await changedFiles(git, "HEAD", now), what.paths);
    return changeTree(git, now, entriesOf(changes, "before"));
  });
}

/**
 * Takes files out of a branch or commit into the worktree, uncommitted; files that it does not have go. Resolves to the ref of what was
 * there before.
 * @throws GitError when there is no such branch or commit, or it has the same at these paths
 */
export async function takeFiles(
  options: TakeBackOptions & { from: string; paths: readonly string[] },
): Promise<string> {
  return changeContent(options, async (git, now) => {
    const commit = await commitOf(git, options.from);
    if (commit === null) throw refuse(`There is no "${options.from}".`, ["checkout", options.from]);
    const changes = chooseChanges(await changedFiles(git, now, commit), options.paths);
    return changeTree(git, now, entriesOf(changes, "after"));
  });
}

/**
 * Brings a worktree's files to what `make` makes of their content; its index is that of the head then. What is refused is refused before
 * anything is archived.
 */
async function changeContent(
  options: TakeBackOptions,
  make: (git: Git, now: string) => Promise<string>,
): Promise<string> {
  const git = await openGit(options.worktree);
  const target = await tryOnSnapshot(options.worktree, (now) => make(git, now));
  const { ref } = await archiveWork({ ...options, ref: options.archive });
  try {
    await stageAll(git, options.worktree, {});
    const now = (await git(["write-tree"])).stdout.trim();
    await moveFiles(git, now, target);
  } finally {
    await git(["read-tree", "-m", "HEAD"]);
  }
  return ref;
}

/** What `make` makes of a worktree's content, once git says that the files can be brought to it: nothing is touched. */
async function tryOnSnapshot(
  worktree: string,
  make: (now: string) => Promise<string>,
): Promise<string> {
  return withSnapshot(worktree, { keepObjects: true }, async ({ tree, git, options }) => {
    const target = await make(tree);
    await tryMoveFiles(git, tree, target, options.indexFile);
    return target;
  });
}

async function unapply(git: Git, tree: string, patch: string): Promise<string> {
  const { stdout } = await git(["rev-parse", "--absolute-git-dir"]);
  const folder = await mkdtemp(join(stdout.replace(/\n$/, ""), "signalbox-patch-"));
  const options = { indexFile: join(folder, "index") };
  try {
    await git(["read-tree", tree], options);
    await git(["apply", "--cached", "--reverse", "--whitespace=nowarn", "-"], {
      ...options,
      input: patch,
    });
    return (await git(["write-tree"], options)).stdout.trim();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Resets a worktree and its branch to a commit: of the branch's history, of the base branch's, or of the archive of the session
 * (`archives`, how its names begin). Resolves to the ref of what was there before.
 * @throws GitError when it is none of these, or a file that git ignores is in the way: then nothing is different
 */
export async function resetWorktree(
  options: TakeBackOptions & { to: string; baseBranch: string; archives: string },
): Promise<string> {
  const { worktree } = options;
  const git = await openGit(worktree);
  const target = await assertCommit(git, options.to);
  const base = await commitOf(git, options.baseBranch);
  await assertOwn(git, target, [
    `${archivePrefix}${options.archives}*`,
    ...(base === null ? [] : [`refs/heads/${options.baseBranch}`]),
  ]);
  await tryOnSnapshot(worktree, async () => target);
  const { ref } = await archiveWork({ ...options, ref: options.archive });
  const head = await headOf(git);
  try {
    await stageAll(git, worktree, {});
    const now = (await git(["write-tree"])).stdout.trim();
    await moveFiles(git, now, target);
    await moveHead(git, { from: head, to: target, reason: "reset" });
  } catch (error) {
    await git(["read-tree", "-m", "HEAD"]);
    throw error;
  }
  // A merge that was going on is not one of this commit.
  if ((await readRef(git, "MERGE_HEAD")) !== null) await git(["merge", "--quit"]);
  return ref;
}
