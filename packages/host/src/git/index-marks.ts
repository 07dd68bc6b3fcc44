import { join } from "node:path";
import type { Git } from "./run-git.ts";
import { isThere } from "./is-there.ts";

/** Which index is meant; the worktree's own without `indexFile`. */
export interface IndexOptions {
  indexFile?: string;
  env?: Record<string, string>;
}

/** The entries of an index of which git does not look at the file, and those that are embedded repositories. */
interface IndexMarks {
  embedded: string[];
  assumedUnchanged: string[];
  skipped: string[];
}

/**
 * Makes git look at every file that is there again: an agent may have marked some in the index as unchanged, or as to be skipped,
 * and what it wrote into them since would be recorded nowhere. Resolves to the embedded repositories in the index.
 * @throws GitError
 */
export async function revealFiles(
  git: Git,
  worktree: string,
  options: IndexOptions,
): Promise<string[]> {
  const { embedded, assumedUnchanged, skipped } = await readMarks(git, options);
  await unmark(git, "--no-assume-unchanged", assumedUnchanged, options);
  if (skipped.length > 0 && !(await isSparse(git))) {
    const present: string[] = [];
    for (const path of skipped) if (await isThere(join(worktree, path))) present.push(path);
    await unmark(git, "--no-skip-worktree", present, options);
  }
  return embedded;
}

async function readMarks(git: Git, options: IndexOptions): Promise<IndexMarks> {
  const { stdout } = await git(["ls-files", "--stage", "-v", "-z"], options);
  const marks: IndexMarks = { embedded: [], assumedUnchanged: [], skipped: [] };
  for (const entry of stdout.split("\0")) {
    // A letter, the mode, the blob and the stage go before the path; a small letter is one of an entry assumed to be unchanged.
    const letter = entry.slice(0, 1);
    const isEmbedded = entry.startsWith("160000 ", 2);
    if (letter === "H" && !isEmbedded) continue;
    const path = entry.slice(entry.indexOf("\t") + 1);
    if (isEmbedded) marks.embedded.push(path);
    if (letter !== letter.toUpperCase()) marks.assumedUnchanged.push(path);
    if (letter.toUpperCase() === "S") marks.skipped.push(path);
  }
  return marks;
}

async function unmark(git: Git, flag: string, paths: string[], options: IndexOptions) {
  if (paths.length === 0) return;
  await git(["update-index", flag, "-z", "--stdin"], { ...options, input: paths.join("\0") });
}

/** In a sparse checkout git itself looks whether a skipped file is there, and takes the mark away then. */
async function isSparse(git: Git): Promise<boolean> {
  const { stdout } = await git(["config", "--type=bool", "--get", "core.sparseCheckout"], {
    okExitCodes: [0, 1],
  });
  return stdout.trim() === "true";
}
