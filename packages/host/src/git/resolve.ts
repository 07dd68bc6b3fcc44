import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import type { ConflictResolution } from "@signalbox/shared";
import { refuse } from "./git-error.ts";
import type { MergedTree } from "./merge-tree.ts";
import type { Git } from "./run-git.ts";

/** Conflicts of one file at its own place; others leave files under names of git's own beside it. */
const solvable = new Set([
  "CONFLICT (contents)",
  "CONFLICT (binary)",
  "CONFLICT (modify/delete)",
  "CONFLICT (add/add)",
]);

/**
 * Puts the person's solutions into a merged tree, in the object store. Resolves to the tree.
 * @throws GitError when a file in conflict has no solution, a solution no conflict, or when it is not one file's alone
 */
export async function resolveConflicts(
  git: Git,
  merged: MergedTree,
  resolutions: readonly ConflictResolution[],
): Promise<string> {
  const paths = new Set(merged.entries.map((entry) => entry.path));
  const solved = new Set(resolutions.map((resolution) => resolution.path));
  const open = [...paths].filter((path) => !solved.has(path));
  const strange = [...solved].filter((path) => !paths.has(path));
  if (open.length > 0) throw refuse(`Not solved yet: ${open.join(", ")}.`, ["merge-tree"]);
  if (strange.length > 0) throw refuse(`Not in conflict: ${strange.join(", ")}.`, ["merge-tree"]);
  const other = merged.messages.find(
    ({ kind }) => kind.startsWith("CONFLICT") && !solvable.has(kind),
  );
  if (other !== undefined) {
    throw refuse(`This cannot be solved file by file: ${other.text}`, ["merge-tree"]);
  }
  const lines = await Promise.all(
    resolutions.map((resolution) => entryOf(git, merged, resolution)),
  );
  return changeTree(git, merged.tree, lines);
}

async function entryOf(git: Git, merged: MergedTree, resolution: ConflictResolution) {
  const { path } = resolution;
  const sideOf = (stage: number) =>
    merged.entries.find((entry) => entry.path === path && entry.stage === stage);
  if ("take" in resolution) {
    const side = sideOf(resolution.take === "base" ? 2 : 3);
    return { path, mode: side?.mode ?? "0", blob: side?.blob ?? null };
  }
  const { stdout } = await git(["hash-object", "-w", "--stdin"], { input: resolution.text });
  const mode = (sideOf(3) ?? sideOf(2))?.mode ?? "100644";
  return { path, mode, blob: stdout.trim() };
}

/** One path of a tree: what it shall be, or nothing. */
export interface TreeEntry {
  path: string;
  mode: string;
  blob: string | null;
}

/** A tree with some of its paths changed, made in the object store by an index of its own. Resolves to its id. @throws GitError */
export async function changeTree(
  git: Git,
  tree: string,
  entries: readonly TreeEntry[],
): Promise<string> {
  const { stdout } = await git(["rev-parse", "--absolute-git-dir"]);
  const folder = await mkdtemp(join(stdout.replace(/\n$/, ""), "signalbox-tree-"));
  const options = { indexFile: join(folder, "index") };
  try {
    await git(["read-tree", tree], options);
    await git(["update-index", "-z", "--index-info"], { ...options, input: indexInfo(entries) });
    return (await git(["write-tree"], options)).stdout.trim();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Entries as `git update-index --index-info -z` takes them; what goes comes first, a file may become a folder. */
export function indexInfo(entries: readonly TreeEntry[]): string {
  const gone = entries.filter((entry) => entry.blob === null);
  const here = entries.filter((entry) => entry.blob !== null);
  return [
    ...gone.map((entry) => `0 ${"0".repeat(40)}\t${entry.path}\0`),
    ...here.map((entry) => `${entry.mode} ${entry.blob}\t${entry.path}\0`),
  ].join("");
}
