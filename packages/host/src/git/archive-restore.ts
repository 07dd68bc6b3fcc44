import { rename, rm, writeFile } from "node:fs/promises";
import type { ArchivedWork } from "./archive.ts";
import { changedFiles } from "./changed-files.ts";
import { moveFiles } from "./move-files.ts";
import { openGit, type Git } from "./run-git.ts";
import { hashTimeoutMs } from "./stage.ts";
import { addWorktree } from "./worktrees.ts";

/** How much content a patch is made of at most. What is more is in the archive all the same. 256 MiB. */
const maxPatchContentBytes = 268_435_456;
/** How much of a patch is shown. 2 MiB. */
const defaultMaxShownBytes = 2_097_152;

/**
 * Makes a new branch and worktree with archived work as it was: the branch at the archived head, what was in no commit uncommitted
 * and what was staged in the index. The archive stays. A call that fails leaves neither branch nor folder.
 * @throws GitError when the branch exists or the folder is taken
 */
export async function restoreArchive(options: {
  repository: string;
  path: string;
  branch: string;
  archive: Pick<ArchivedWork, "commit" | "head" | "staged">;
}): Promise<void> {
  const { commit, head, staged } = options.archive;
  await addWorktree({ ...options, startPoint: head }, async (git) => {
    if (commit === head) return;
    await moveFiles(git, head, commit);
    await writeBeyondSparse(git, head, commit);
    await git(["read-tree", "-m", staged ?? head], { timeoutMs: hashTimeoutMs });
  });
}

/** Files outside of a sparse checkout that were there all the same: git leaves them out where it checks out by itself. */
async function writeBeyondSparse(git: Git, head: string, commit: string): Promise<void> {
  const { stdout } = await git(["ls-files", "-t", "-z"]);
  const left = new Set(
    stdout
      .split("\0")
      .filter((line) => line.startsWith("S "))
      .map((line) => line.slice(2)),
  );
  if (left.size === 0) return;
  const changes = await changedFiles(git, head, commit);
  const missing = changes.map((change) => change.path).filter((path) => left.has(path));
  if (missing.length === 0) return;
  const input = missing.join("\0");
  await git(["checkout-index", "-f", "-u", "--ignore-skip-worktree-bits", "-z", "--stdin"], {
    input,
    timeoutMs: hashTimeoutMs,
  });
  await git(["update-index", "--no-skip-worktree", "-z", "--stdin"], { input });
}

/** What an archive holds that was in no commit, as git is asked for it: `git apply` takes what it prints. */
function patchCommand({ head, commit }: Pick<ArchivedWork, "commit" | "head">): string[] {
  return [
    "diff",
    "--binary",
    "--full-index",
    "--no-color",
    "--no-relative",
    "--no-renames",
    "--submodule=short",
    "-O/dev/null",
    "--src-prefix=a/",
    "--dst-prefix=b/",
    head,
    commit,
  ];
}

/**
 * Writes what was in no commit as a patch into a file that only the person can read: whole, or not at all. Resolves to whether there
 * was something, and not too much, to write.
 * @throws GitError
 */
export async function writeArchivePatch(
  repository: string,
  archive: Pick<ArchivedWork, "commit" | "head">,
  file: string,
): Promise<boolean> {
  const git = await openGit(repository);
  if (archive.commit === archive.head) return false;
  if ((await contentBytes(git, archive)) > maxPatchContentBytes) return false;
  const making = `${file}.new`;
  // The file that is there is written, and keeps its mode.
  await writeFile(making, "", { mode: 0o600 });
  try {
    // Not with `--output`: git would not look whether all of it was written.
    await git([...patchCommand(archive), "--"], { timeoutMs: hashTimeoutMs, outputFile: making });
    await rename(making, file);
  } catch (error) {
    await rm(making, { force: true });
    throw error;
  }
  return true;
}

/** The size of all content, before and after, that a patch is made of. */
async function contentBytes(
  git: Git,
  { head, commit }: Pick<ArchivedWork, "commit" | "head">,
): Promise<number> {
  const changes = await changedFiles(git, head, commit);
  const blobs = new Set(changes.flatMap((change) => change.blobs));
  if (blobs.size === 0) return 0;
  const { stdout } = await git(["cat-file", "--batch-check=%(objectsize)"], {
    input: `${[...blobs].join("\n")}\n`,
  });
  return stdout.split("\n").reduce((total, size) => total + (Number(size) || 0), 0);
}

/**
 * What was in no commit, as a patch; with more than `maxBytes` cut at a file's end.
 * @throws GitError
 */
export async function readArchivePatch(
  repository: string,
  archive: Pick<ArchivedWork, "commit" | "head">,
  maxBytes = defaultMaxShownBytes,
): Promise<{ patch: string; truncated: boolean }> {
  const git = await openGit(repository);
  if (archive.commit === archive.head) return { patch: "", truncated: false };
  const { bytes, truncated } = await git.head([...patchCommand(archive), "--"], maxBytes);
  // No line of content begins so: it has a mark before it, and binary content has no spaces.
  const whole = truncated ? bytes.subarray(0, bytes.lastIndexOf("\ndiff --git ") + 1) : bytes;
  return { patch: whole.toString("utf8"), truncated };
}
