import { mkdtemp, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { assertNoIgnoredInTheWay } from "./in-the-way.ts";
import { copyIndex } from "./snapshot.ts";
import { hashTimeoutMs } from "./stage.ts";
import type { Git } from "./run-git.ts";

/**
 * Brings the files and the index of a worktree from one commit or tree to another (full ids). Git looks first at all that it would
 * write: when a file in the way is changed, untracked or ignored it refuses, and nothing is different then. What is the same in both is not
 * touched. The head is the caller's.
 * @throws GitError with git's words about the first files in the way
 */
export async function moveFiles(git: Git, from: string, to: string): Promise<void> {
  await assertNoIgnoredInTheWay(git, from, to);
  await refresh(git, {});
  await git([...moveCommand, from, to], { timeoutMs: hashTimeoutMs });
}

/**
 * Whether `moveFiles` would do it, by a copy of the index (of the worktree's own when none is given): nothing is touched.
 * @throws GitError as `moveFiles` would
 */
export async function tryMoveFiles(
  git: Git,
  from: string,
  to: string,
  index?: string,
): Promise<void> {
  await assertNoIgnoredInTheWay(git, from, to);
  const own = await indexOf(git);
  const folder = await mkdtemp(join(dirname(own), "signalbox-try-"));
  try {
    const indexFile = join(folder, "index");
    await copyIndex(index ?? own, indexFile);
    await refresh(git, { indexFile });
    await git([...moveCommand, "-n", from, to], { indexFile, timeoutMs: hashTimeoutMs });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function indexOf(git: Git): Promise<string> {
  const { stdout } = await git(["rev-parse", "--path-format=absolute", "--git-path", "index"]);
  return stdout.replace(/\n$/, "");
}

const moveCommand = ["read-tree", "-m", "-u"];

/** So that a file that was only written again as it was counts as unchanged. */
async function refresh(git: Git, options: { indexFile?: string }): Promise<void> {
  // 1: some files are changed; whether they are in the way is for the move to say.
  await git(["update-index", "-q", "--refresh"], {
    ...options,
    okExitCodes: [0, 1],
    timeoutMs: hashTimeoutMs,
  });
}
