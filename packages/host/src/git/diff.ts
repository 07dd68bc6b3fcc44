import type { FileChange, GitDiff } from "@signalbox/shared";
import { parseNumstat, parseRaw, type RawChange } from "./diff-records.ts";
import { refuse } from "./git-error.ts";
import { readRef } from "./refs.ts";
import type { Git } from "./run-git.ts";
import { withSnapshot } from "./snapshot.ts";
import { openWorktree } from "./worktrees.ts";

/** How much patch a person can look at, and a browser can draw. 2 MiB. */
const defaultMaxPatchBytes = 2_097_152;
/** A file whose content is larger than this is listed, but its patch would crowd out all others. 512 KiB. */
const maxFileBytes = 524_288;
/** Each left-out file is two arguments of the command line; more files than this are cut by size instead. */
const maxLeftOutFiles = 500;

/** Independent of whatever the person or the repository configured for diffs. */
const diffFlags = [
  "diff",
  "--no-color",
  "--no-relative",
  "--find-renames",
  "-O/dev/null",
  "--submodule=short",
];
const patchFlags = ["--patch", "--src-prefix=a/", "--dst-prefix=b/"];
const defaultContextLines = 3;

/** Two states of the content to compare: what `git diff` is given for them, and the git that knows both. */
interface Comparison {
  git: Git;
  options: { indexFile?: string; env?: Record<string, string> };
  operands: readonly string[];
}

interface DiffOptions {
  baseCommit: string;
  /** The commit to compare to; the worktree's content when it is not given. */
  toCommit?: string | undefined;
  path?: string | undefined;
  ignoreWhitespace?: boolean | undefined;
  contextLines?: number | undefined;
  maxBytes?: number;
}

/**
 * Everything that changed in a worktree since `baseCommit`, committed, uncommitted and untracked, or up to `toCommit` (full ids both).
 * `path` limits it to one file. The patch ends at a file's end when it would be longer than `maxBytes`; binary files are listed
 * without one, and so are giant ones, which count as truncated. The index and the object store are not touched.
 * @throws GitError when there is no such commit
 */
export async function worktreeDiff(worktree: string, options: DiffOptions): Promise<GitDiff> {
  const { baseCommit, toCommit } = options;
  if (toCommit !== undefined) {
    const git = await openWorktree(worktree);
    const base = await assertCommit(git, baseCommit);
    const operands = ["--end-of-options", base, await assertCommit(git, toCommit)];
    return compare({ git, options: {}, operands }, base, options);
  }
  // Before the snapshot: hashing a large worktree only to refuse would be a waste.
  if (!isCommitId(baseCommit)) throw refuse(`"${baseCommit}" is not a commit id.`, [baseCommit]);
  return withSnapshot(worktree, { keepObjects: false }, async (snapshot) => {
    const base = await assertCommit(snapshot.git, baseCommit);
    return compare({ ...snapshot, operands: ["--cached", base] }, base, options);
  });
}

function isCommitId(text: string): boolean {
  return /^[0-9a-f]{40,64}$/.test(text);
}

/** Resolves to the commit's id. @throws GitError when `id` is not the full id of a commit that is there */
export async function assertCommit(git: Git, id: string): Promise<string> {
  if (!isCommitId(id)) throw refuse(`"${id}" is not a commit id.`, [id]);
  const commit = await readRef(git, id);
  if (commit === null) throw refuse(`The commit ${id} does not exist.`, [id]);
  return commit;
}

async function compare(
  comparison: Comparison,
  baseCommit: string,
  options: DiffOptions,
): Promise<GitDiff> {
  const all = await listChanges(comparison);
  const changes =
    options.path === undefined ? all : all.filter((change) => change.path === options.path);
  const files = await withCounts(comparison, changes);
  const patch = await readPatch(comparison, {
    changes,
    isWhole: options.path === undefined,
    ignoreWhitespace: options.ignoreWhitespace === true,
    contextLines: options.contextLines ?? defaultContextLines,
    maxBytes: options.maxBytes ?? defaultMaxPatchBytes,
  });
  return {
    baseCommit,
    files,
    insertions: sum(files.map((file) => file.insertions)),
    deletions: sum(files.map((file) => file.deletions)),
    ...patch,
  };
}

async function listChanges(comparison: Comparison): Promise<RawChange[]> {
  const { stdout } = await comparison.git(
    [...diffFlags, "--raw", "--no-abbrev", "-z", ...comparison.operands, "--"],
    comparison.options,
  );
  return parseRaw(stdout);
}

async function withCounts(comparison: Comparison, changes: RawChange[]): Promise<FileChange[]> {
  const { stdout } = await comparison.git(
    [...diffFlags, "--numstat", "-z", ...comparison.operands, "--"],
    comparison.options,
  );
  const counts = parseNumstat(stdout);
  return changes.map(({ path, oldPath, status }) => {
    const count = counts.get(path) ?? { insertions: null, deletions: null };
    return { path, oldPath, status, ...count };
  });
}

async function readPatch(
  comparison: Comparison,
  options: {
    changes: RawChange[];
    isWhole: boolean;
    ignoreWhitespace: boolean;
    contextLines: number;
    maxBytes: number;
  },
): Promise<{ patch: string; truncated: boolean }> {
  const giant = await findGiants(comparison, options.changes);
  const shown = options.changes.filter((change) => !giant.includes(change));
  if (shown.length === 0) {
    return { patch: "", truncated: giant.length > 0 };
  }
  const pathspecs = options.isWhole
    ? giant
        .slice(0, maxLeftOutFiles)
        .flatMap(pathsOf)
        .map((path) => `:(top,exclude,literal)${path}`)
    : shown.flatMap(pathsOf).map((path) => `:(top,literal)${path}`);
  const flags = [
    ...patchFlags,
    `--unified=${options.contextLines}`,
    ...(options.ignoreWhitespace ? ["--ignore-all-space"] : []),
  ];
  const { bytes, truncated } = await comparison.git.head(
    [...diffFlags, ...flags, ...comparison.operands, "--", ...pathspecs],
    options.maxBytes,
    comparison.options,
  );
  const whole = truncated ? bytes.subarray(0, lastFileStart(bytes)) : bytes;
  return { patch: whole.toString("utf8"), truncated: truncated || giant.length > 0 };
}

/** Both paths of a rename: with one of them left out, git would show the other as added or deleted. */
function pathsOf(change: RawChange): string[] {
  return change.oldPath === null ? [change.path] : [change.oldPath, change.path];
}

async function findGiants(comparison: Comparison, changes: RawChange[]): Promise<RawChange[]> {
  const blobs = [...new Set(changes.flatMap((change) => change.blobs))];
  if (blobs.length === 0) {
    return [];
  }
  const { stdout } = await comparison.git(
    ["cat-file", "--batch-check=%(objectname) %(objectsize)"],
    {
      ...comparison.options,
      input: `${blobs.join("\n")}\n`,
    },
  );
  const sizes = new Map(
    stdout.split("\n").map((line): [string, number] => {
      const [blob = "", size] = line.split(" ");
      return [blob, Number(size)];
    }),
  );
  return changes.filter((change) =>
    change.blobs.some((blob) => (sizes.get(blob) ?? 0) > maxFileBytes),
  );
}

/** Where the last file of a cut patch begins: the line that starts with these words is never content, which is indented by a mark. */
function lastFileStart(bytes: Buffer): number {
  return bytes.lastIndexOf("\ndiff --git ") + 1;
}

function sum(counts: (number | null)[]): number {
  return counts.reduce<number>((total, count) => total + (count ?? 0), 0);
}
