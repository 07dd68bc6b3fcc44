import { copyFile, mkdtemp, rm, stat, utimes } from "node:fs/promises";
import { dirname, join } from "node:path";
import { treeOf } from "./commit-tree.ts";
import { openGit, type Git } from "./run-git.ts";
import { stageAll } from "./stage.ts";

/** An index of our own beside the worktree's, and a git for it: `options` go with each command. */
export interface TemporaryIndex {
  git: Git;
  options: { indexFile: string; env: Record<string, string> };
}

/** A worktree's content as a tree, and a git that sees it as its index. */
export interface Snapshot extends TemporaryIndex {
  tree: string;
  /** Git's words about what is not in the tree though it is in the worktree, a line each. */
  leftOut: readonly string[];
}

/**
 * Records everything in the worktree (uncommitted and untracked, without what is ignored) in a temporary index, hands it to
 * `use` and cleans up. The worktree's own index is not touched. With `keepObjects` the content goes into the repository's
 * object store, else into a temporary one that is deleted.
 * @throws GitError
 */
export async function withSnapshot<Result>(
  worktree: string,
  keep: { keepObjects: boolean },
  use: (snapshot: Snapshot) => Promise<Result>,
): Promise<Result> {
  return withTemporaryIndex(worktree, keep, async ({ git, options }) => {
    const leftOut = await stageAll(git, worktree, options);
    const { stdout } = await git(["write-tree"], options);
    return use({ tree: stdout.trim(), leftOut, git, options });
  });
}

/** Hands a copy of the worktree's index to `use` and cleans up; `keepObjects` as with `withSnapshot`. @throws GitError */
export async function withTemporaryIndex<Result>(
  worktree: string,
  { keepObjects }: { keepObjects: boolean },
  use: (index: TemporaryIndex) => Promise<Result>,
): Promise<Result> {
  const git = await openGit(worktree);
  const worktreeIndex = await gitPath(git, "index");
  // In the worktree's own git folder: a large file needs the disk's room, and what a killed process leaves goes with the worktree.
  const folder = await mkdtemp(join(dirname(worktreeIndex), "signalbox-snapshot-"));
  try {
    const indexFile = join(folder, "index");
    await copyIndex(worktreeIndex, indexFile).catch(ignoreMissing);
    const env = keepObjects ? {} : await objectsIn(git, folder);
    return await use({ git, options: { indexFile, env } });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Copies an index as old as it is: git looks into files that are as young as their index, so with a younger copy it would not see what was
 * changed, to the same size, in the second in which it was last looked at.
 */
export async function copyIndex(from: string, to: string): Promise<void> {
  const { mtimeMs } = await stat(from);
  await copyFile(from, to);
  const second = Math.floor(mtimeMs / 1000);
  await utimes(to, second, second);
}

/**
 * The id of the worktree's content, untracked files included: two equal ids mean that nothing changed. Neither the index nor the
 * object store is touched. @throws GitError
 */
export async function treeId(worktree: string): Promise<string> {
  return withSnapshot(worktree, { keepObjects: false }, async ({ tree }) => tree);
}

/** The id of the content of a commit (a full id), to compare with `treeId`. @throws GitError */
export async function committedTreeId(worktree: string, commit: string): Promise<string> {
  return treeOf(await openGit(worktree), commit);
}

async function gitPath(git: Git, name: string): Promise<string> {
  const { stdout } = await git(["rev-parse", "--path-format=absolute", "--git-path", name]);
  return stdout.replace(/\n$/, "");
}

async function objectsIn(git: Git, folder: string): Promise<Record<string, string>> {
  const objects = await gitPath(git, "objects");
  return {
    GIT_OBJECT_DIRECTORY: folder,
    // Quoted as git(1) asks for: the list is split at colons.
    GIT_ALTERNATE_OBJECT_DIRECTORIES: JSON.stringify(objects),
  };
}

function ignoreMissing(error: unknown): void {
  // A worktree whose index was deleted: git starts from an empty one.
  if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) {
    throw error;
  }
}
