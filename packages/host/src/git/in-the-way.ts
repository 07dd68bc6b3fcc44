import { lstat } from "node:fs/promises";
import { join } from "node:path";
import { changedFiles } from "./changed-files.ts";
import { refuse } from "./git-error.ts";
import type { Git } from "./run-git.ts";
import { hashTimeoutMs } from "./stage.ts";

/** So many paths tell what is going on. */
const maxPathsTold = 10;

/**
 * Makes sure that no file that git ignores lies where a move from one commit or tree to another would write: git itself would overwrite
 * it without a word.
 * @throws GitError that names the first of them
 */
export async function assertNoIgnoredInTheWay(git: Git, from: string, to: string): Promise<void> {
  const added = (await changedFiles(git, from, to)).filter((change) => change.status === "added");
  const written = new Set(added.map((change) => change.path));
  if (written.size === 0) return;
  const { stdout: top } = await git(["rev-parse", "--show-toplevel"]);
  const worktree = top.replace(/\n$/, "");
  const { stdout } = await git(
    ["ls-files", "-z", "--others", "--ignored", "--exclude-standard", "--directory", "--full-name"],
    { timeoutMs: hashTimeoutMs },
  );
  const ignored = new Set(
    stdout
      .split("\0")
      .filter((path) => path !== "")
      .map((path) => path.replace(/\/$/, "")),
  );
  const inTheWay: string[] = [];
  for (const path of ignored) {
    if (foldersAbove(path).some((folder) => written.has(folder))) inTheWay.push(path);
  }
  for (const path of written) {
    const blocked = await blockedBelow(worktree, path, ignored);
    if (blocked !== null) inTheWay.push(blocked);
  }
  if (inTheWay.length === 0) return;
  throw refuse(
    `Files that git ignores are in the way: ${inTheWay.slice(0, maxPathsTold).join(", ")}. Move them away first.`,
    ["read-tree"],
  );
}

/** `a`, `a/b` of `a/b/c`. */
function foldersAbove(path: string): string[] {
  const parts = path.split("/");
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join("/"));
}

/** What lies at the path, or at a folder of it that is none, where the path or a folder above it is ignored; null when nothing. */
async function blockedBelow(
  worktree: string,
  path: string,
  ignored: ReadonlySet<string>,
): Promise<string | null> {
  const steps = [...foldersAbove(path), path];
  const first = steps.findIndex((step) => ignored.has(step));
  if (first === -1) return null;
  for (const step of steps.slice(first)) {
    const facts = await lstat(join(worktree, step)).catch(() => null);
    if (facts === null) return null;
    if (step === path || !facts.isDirectory()) return step;
  }
  return null;
}
