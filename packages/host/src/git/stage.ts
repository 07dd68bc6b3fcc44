import { stat } from "node:fs/promises";
import { join } from "node:path";
import { revealFiles, type IndexOptions } from "./index-marks.ts";
import { openGit, type Git } from "./run-git.ts";

/** Hashing a large worktree for the first time takes minutes on a slow disk. */
export const hashTimeoutMs = 600_000;

/** How git begins to say that it left something out. */
const leftOutWords = ["error: ", "warning: could not open directory"];

/**
 * Stages all that is in the worktree, without what is ignored. Of an embedded repository only the commit that is checked out
 * in it can be recorded. What git cannot record (a repository without a commit, a file that may not be read, a named pipe in a
 * file's place) is left out and costs nothing else. Resolves to git's words about what was left out, a line each.
 * @throws GitError
 */
export async function stageAll(
  git: Git,
  worktree: string,
  options: IndexOptions,
): Promise<string[]> {
  // `git add` would run `git status` in each of them, and with it the filters that its own configuration defines.
  const embedded = await revealFiles(git, worktree, options);
  const { stderr } = await git(["add", "--all", ...addFlags], {
    ...options,
    input: pathspecsOf(embedded),
    timeoutMs: hashTimeoutMs,
    // 1: something was left out.
    okExitCodes: [0, 1],
  });
  for (const path of embedded) {
    await stageEmbedded(git, worktree, path, options);
  }
  return stderr.split("\n").filter((line) => leftOutWords.some((words) => line.startsWith(words)));
}

/**
 * Stages exactly these paths as they are in the worktree, those that are gone as deleted.
 * @throws GitError when git cannot record one of them: then nothing is staged
 */
export async function stagePaths(
  git: Git,
  paths: readonly string[],
  options: IndexOptions,
): Promise<void> {
  if (paths.length === 0) return;
  await git(["update-index", "--add", "--remove", "--replace", "-z", "--stdin"], {
    ...options,
    input: paths.join("\0"),
    timeoutMs: hashTimeoutMs,
  });
}

/** Puts the names of untracked files into an index, without their content, so that `git diff` compares these too. @throws GitError */
export async function stageNames(
  git: Git,
  embedded: readonly string[],
  options: IndexOptions,
): Promise<void> {
  await git(["add", "--intent-to-add", ...addFlags], {
    ...options,
    input: pathspecsOf(embedded),
    timeoutMs: hashTimeoutMs,
    okExitCodes: [0, 1],
  });
}

// Sparse: an agent's file outside of the person's sparse checkout is work as well.
const addFlags = ["--ignore-errors", "--sparse", "--pathspec-from-file=-", "--pathspec-file-nul"];

/** All but the embedded repositories. */
function pathspecsOf(embedded: readonly string[]): string {
  return [":(top)", ...embedded.map((path) => `:(top,exclude,literal)${path}`)].join("\0");
}

async function stageEmbedded(
  git: Git,
  worktree: string,
  path: string,
  options: IndexOptions,
): Promise<void> {
  const folder = join(worktree, path);
  const facts = await stat(folder).catch(() => null);
  if (!facts?.isDirectory()) {
    await git(["update-index", "--force-remove", "-z", "--stdin"], { ...options, input: path });
    return;
  }
  const inner = await openGit(folder);
  const { stdout, exitCode } = await inner(["rev-parse", "--verify", "--quiet", "HEAD"], {
    // 128: the folder of a submodule that is not checked out.
    okExitCodes: [0, 1, 128],
  });
  if (exitCode === 0) {
    const entry = `160000 ${stdout.trim()} 0\t${path}`;
    await git(["update-index", "-z", "--index-info"], { ...options, input: entry });
  }
}
