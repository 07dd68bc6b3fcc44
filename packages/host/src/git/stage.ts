import { stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { GitError } from "./git-error.ts";
import { openGit, type Git } from "./run-git.ts";

/** Hashing a large worktree for the first time takes minutes on a slow disk. */
export const hashTimeoutMs = 600_000;
/** More embedded repositories without a commit than this are no accident. */
const maxUnrecordable = 50;

interface IndexOptions {
  indexFile?: string;
  env?: Record<string, string>;
}

/**
 * Stages all that is in the worktree, without what is ignored. Of an embedded repository only the commit that is checked out
 * in it can be recorded; one without a commit is left out.
 * @throws GitError
 */
export async function stageAll(git: Git, worktree: string, options: IndexOptions): Promise<void> {
  const embedded = await listEmbedded(git, options);
  const leftOut = [...embedded];
  for (let attempt = 0; ; attempt += 1) {
    const unrecordable = await addAll(git, leftOut, options);
    if (unrecordable === null) {
      break;
    }
    if (attempt === maxUnrecordable || leftOut.includes(unrecordable)) {
      throw new GitError(`git add failed: ${unrecordable} has no commit.`, {
        exitCode: 128,
        stderr: "",
        args: ["add"],
      });
    }
    leftOut.push(unrecordable);
  }
  for (const path of embedded) {
    await stageEmbedded(git, worktree, path, options);
  }
}

/**
 * The embedded repositories in the index. `git add` would run `git status` in each of them, and with it the filters that
 * its own configuration defines; they are staged by hand instead.
 */
async function listEmbedded(git: Git, options: IndexOptions): Promise<string[]> {
  const { stdout } = await git(["ls-files", "--stage", "-z"], options);
  return stdout
    .split("\0")
    .filter((entry) => entry.startsWith("160000 "))
    .map((entry) => entry.slice(entry.indexOf("\t") + 1));
}

/** Resolves to the embedded repository that stood in the way because it has no commit; null when all is staged. */
async function addAll(
  git: Git,
  leftOut: readonly string[],
  options: IndexOptions,
): Promise<string | null> {
  const pathspecs = [":(top)", ...leftOut.map((path) => `:(top,exclude,literal)${path}`)];
  try {
    await git(["add", "--all", "--pathspec-from-file=-", "--pathspec-file-nul"], {
      ...options,
      input: pathspecs.join("\0"),
      timeoutMs: hashTimeoutMs,
    });
    return null;
  } catch (error) {
    const words = error instanceof GitError ? error.stderr : "";
    const path = /^error: '([^]+?)\/?' does not have a commit checked out$/m.exec(words)?.[1];
    if (path === undefined) {
      throw error;
    }
    return path;
  }
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
  const inner = await openGit(folder, { GIT_CEILING_DIRECTORIES: dirname(folder) });
  const { stdout, exitCode } = await inner(["rev-parse", "--verify", "--quiet", "HEAD"], {
    // 128: the folder of a submodule that is not checked out.
    okExitCodes: [0, 1, 128],
  });
  if (exitCode === 0) {
    const entry = `160000 ${stdout.trim()} 0\t${path}`;
    await git(["update-index", "-z", "--index-info"], { ...options, input: entry });
  }
}
