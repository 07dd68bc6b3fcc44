import type { FileChange } from "@signalbox/shared";
import {
  parseNumstat,
  parseRaw,
  parseRawAndNumstat,
  type LineCounts,
  type RawChange,
} from "./diff-records.ts";
import type { Git } from "./run-git.ts";
import { hashTimeoutMs } from "./stage.ts";

/** More files than these nobody reads through, and no page can draw; how many there are is told. */
const maxFiles = 5_000;
/** What git prints about the list of files at most, paths and blobs. 4 MiB. */
const maxListBytes = 4_194_304;

/** Independent of whatever the person or the repository configured for diffs. */
export const diffFlags = [
  "diff",
  "--no-color",
  "--no-relative",
  // As many as git takes by itself: with more, a repository's configuration could keep it at it for hours.
  "-l1000",
  "-O/dev/null",
  "--submodule=short",
];

/** Two states of the content to compare: what `git diff` is given for them, and the git that knows both. */
export interface Comparison {
  git: Git;
  options: { indexFile?: string; env?: Record<string, string> };
  /** The commits, or a commit and the flags for what is not in one; before them, how renames are found. */
  operands: readonly string[];
}

/** For `operands`. */
export const findRenames = "--find-renames";

/** The files that differ, or the first of very many. */
export interface ChangeList {
  changes: RawChange[];
  files: FileChange[];
  /** How many files differ in all. */
  total: number;
}

/** Lists what differs, the file at `path` only when it is given. What it takes of time and memory is bounded. @throws GitError */
export async function listChanges(
  comparison: Comparison,
  path: string | undefined,
): Promise<ChangeList> {
  const list = await listBounded(comparison, []);
  if (path === undefined) return list;
  const isAt = (change: { path: string }) => change.path === path;
  // With all files at hand, so that a renamed one is known as such.
  if (list.changes.some(isAt) || list.total === list.changes.length) {
    const changes = list.changes.filter(isAt);
    return { changes, files: list.files.filter(isAt), total: changes.length };
  }
  return listBounded(comparison, [`:(top,literal)${path}`]);
}

async function listBounded(
  comparison: Comparison,
  pathspecs: readonly string[],
): Promise<ChangeList> {
  const { git, options, operands } = comparison;
  const limits = { ...options, timeoutMs: hashTimeoutMs };
  const print = async (what: string) =>
    (await git([...diffFlags, what, "-z", ...operands, "--", ...pathspecs], limits)).stdout;
  const both = await git.head(
    [...diffFlags, "--raw", "--numstat", "--no-abbrev", "-z", ...operands, "--", ...pathspecs],
    maxListBytes,
    limits,
  );
  const text = both.bytes.toString("utf8");
  const list = parseRawAndNumstat(text);
  if (!both.truncated && list.changes.length <= maxFiles) {
    const { changes, counts } = list;
    return { changes, files: withCounts(changes, counts), total: changes.length };
  }
  // The last record of a cut list may be half of one.
  const whole = both.truncated ? parseRaw(text).slice(0, -1) : list.changes;
  const changes = whole.slice(0, maxFiles);
  const counts = parseNumstat(await print("--numstat"));
  const names = await print("--name-only");
  return { changes, files: withCounts(changes, counts), total: names.split("\0").length - 1 };
}

function withCounts(changes: readonly RawChange[], counts: LineCounts): FileChange[] {
  return changes.map(({ path, oldPath, status }) => {
    const count = counts.get(path) ?? { insertions: null, deletions: null };
    return { path, oldPath, status, ...count };
  });
}

export function sum(counts: readonly (number | null)[]): number {
  return counts.reduce<number>((total, count) => total + (count ?? 0), 0);
}
