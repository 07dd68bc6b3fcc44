import { parseRaw, type RawChange } from "./diff-records.ts";
import { refuse } from "./git-error.ts";
import type { TreeEntry } from "./resolve.ts";
import type { Git } from "./run-git.ts";

/** How every file of one commit or tree differs from another (full ids); a renamed one is gone and another is new. @throws GitError */
export async function changedFiles(git: Git, from: string, to: string): Promise<RawChange[]> {
  const { stdout } = await git([
    "diff",
    "--raw",
    "--no-abbrev",
    "--no-renames",
    "-z",
    "--end-of-options",
    from,
    to,
    "--",
  ]);
  return parseRaw(stdout);
}

/**
 * The changes that are at one of the paths, or below it where it is a folder.
 * @throws GitError when there is none for one of them
 */
export function chooseChanges(
  changes: readonly RawChange[],
  paths: readonly string[],
): RawChange[] {
  const wanted = paths.map((path) => path.replace(/\/+$/, ""));
  const isAt = (change: RawChange, path: string) =>
    change.path === path || change.path.startsWith(`${path}/`);
  const without = wanted.filter((path) => !changes.some((change) => isAt(change, path)));
  if (without.length > 0) throw refuse(`Nothing changed at ${without.join(", ")}.`, ["diff"]);
  return changes.filter((change) => wanted.some((path) => isAt(change, path)));
}

/** The changed paths as they were before, or are after. */
export function entriesOf(changes: readonly RawChange[], side: "before" | "after"): TreeEntry[] {
  return changes.map((change) => {
    const { mode, blob } = change[side];
    return { path: change.path, mode, blob };
  });
}
