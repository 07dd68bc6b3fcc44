import { lstat } from "node:fs/promises";
import { join } from "node:path";
import { GitError } from "./git-error.ts";
import { revealFiles } from "./index-marks.ts";
import type { Git } from "./run-git.ts";
import { withTemporaryIndex, type TemporaryIndex } from "./snapshot.ts";
import { hashTimeoutMs, stageAll, stageNames, stagePaths } from "./stage.ts";
import { pathsOfStatus } from "./status.ts";

/**
 * With more changed files than these none is hashed and stored only to be looked at: that would take minutes, and as much room as the
 * files themselves.
 */
const maxStagedFiles = 5_000;
/** The same for files of this much content in all. 256 MiB. */
const maxStagedBytes = 268_435_456;
/** What git prints about so many changed files at most. 2 MiB. */
const maxStatusBytes = 2_097_152;

/** What stands in a worktree, for `git diff`. */
export interface WorktreeContent {
  git: Git;
  options: TemporaryIndex["options"];
  /** Whether the content is in the index, or has to be read off the files. */
  isStored: boolean;
}

/**
 * Lets `use` compare all that is in a worktree, uncommitted and untracked, without what is ignored. Neither the worktree's index nor
 * the object store is touched. Of very many changed files git reads the ones that it is asked about off the disk, as they are
 * in that moment; with `path`, of which only this one is wanted, that one is hashed.
 * @throws GitError
 */
export async function withWorktreeContent<Result>(
  worktree: string,
  path: string | undefined,
  use: (content: WorktreeContent) => Promise<Result>,
): Promise<Result> {
  return withTemporaryIndex(worktree, { keepObjects: false }, async ({ git, options }) => {
    const embedded = await revealFiles(git, worktree, options);
    const changed = await listChanged(git, options);
    if (changed === null || (await isTooMuch(worktree, changed))) {
      if (path === undefined) {
        await stageNames(git, embedded, options);
        return use({ git, options, isStored: false });
      }
      // Not off the disk: for one path among very many changed ones git takes minutes there.
      await stagePaths(git, [path], options).catch(ignoreGitError);
      return use({ git, options, isStored: true });
    }
    try {
      await stagePaths(git, changed, options);
    } catch (error) {
      if (!(error instanceof GitError)) throw error;
      // Something among them that git cannot record: all else shall be shown.
      await stageAll(git, worktree, options);
    }
    return use({ git, options, isStored: true });
  });
}

/** The paths of what is not committed, every untracked file by itself; null when they are too many. */
async function listChanged(git: Git, options: TemporaryIndex["options"]): Promise<string[] | null> {
  const { bytes, truncated } = await git.head(
    ["status", "--porcelain=v2", "-z", "--untracked-files=all", "--no-renames"],
    maxStatusBytes,
    { ...options, timeoutMs: hashTimeoutMs },
  );
  if (truncated) return null;
  const paths = pathsOfStatus(bytes.toString("utf8"));
  return paths.length > maxStagedFiles ? null : paths;
}

async function isTooMuch(worktree: string, paths: readonly string[]): Promise<boolean> {
  let total = 0;
  for (const path of paths) {
    const facts = await lstat(join(worktree, path)).catch(() => null);
    total += facts?.isFile() ? facts.size : 0;
  }
  return total > maxStagedBytes;
}

/** A path that git cannot record is one where nothing changed. */
function ignoreGitError(error: unknown): void {
  if (!(error instanceof GitError)) throw error;
}
