import { lstat } from "node:fs/promises";
import { join } from "node:path";
import type { GitDiff } from "@signalbox/shared";
import { diffFlags, findRenames, listChanges, sum, type Comparison } from "./diff-list.ts";
import type { RawChange } from "./diff-records.ts";
import { refuse } from "./git-error.ts";
import { readRef } from "./refs.ts";
import { openGit, type Git } from "./run-git.ts";
import { withWorktreeContent } from "./worktree-content.ts";

/** How much patch a person can look at, and a browser can draw. 2 MiB. */
const defaultMaxPatchBytes = 2_097_152;
/** A file whose content is larger than this is listed, but its patch would crowd out all others. 512 KiB. */
const maxFileBytes = 524_288;
/** Each left-out file is two arguments of the command line; more files than this are cut by size instead. */
const maxLeftOutFiles = 500;

const patchFlags = ["--patch", "--src-prefix=a/", "--dst-prefix=b/"];
const defaultContextLines = 3;

/** A comparison, and the worktree that it is of. */
interface OpenComparison extends Comparison {
  /** Where git reads content off the files; null where all of it is stored. */
  filesIn: string | null;
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
 * without one, and so are giant ones, which count as truncated. Of more than some thousand files only the first are listed. The index and the object store are not touched.
 * @throws GitError when there is no such commit
 */
export async function worktreeDiff(worktree: string, options: DiffOptions): Promise<GitDiff> {
  const { baseCommit, toCommit } = options;
  if (toCommit !== undefined) {
    const git = await openGit(worktree);
    const base = await assertCommit(git, baseCommit);
    const operands = [findRenames, "--end-of-options", base, await assertCommit(git, toCommit)];
    return compare({ git, options: {}, operands, filesIn: null }, base, options);
  }
  // Before the snapshot: hashing a large worktree only to refuse would be a waste.
  if (!isCommitId(baseCommit)) throw refuse(`"${baseCommit}" is not a commit id.`, [baseCommit]);
  return withWorktreeContent(worktree, options.path, async ({ isStored, ...content }) => {
    const base = await assertCommit(content.git, baseCommit);
    // To find renames among files that are not stored, git would read every one of them.
    const comparison = isStored
      ? { ...content, operands: [findRenames, "--cached", base], filesIn: null }
      : { ...content, operands: ["--no-renames", base], filesIn: worktree };
    return compare(comparison, base, options);
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
  comparison: OpenComparison,
  baseCommit: string,
  options: DiffOptions,
): Promise<GitDiff> {
  const { changes, files, total } = await listChanges(comparison, options.path);
  const patch = await readPatch(comparison, {
    changes,
    isWhole: options.path === undefined,
    ignoreWhitespace: options.ignoreWhitespace === true,
    contextLines: options.contextLines ?? defaultContextLines,
    maxBytes: options.maxBytes ?? defaultMaxPatchBytes,
  });
  const isCut = total > files.length;
  return {
    baseCommit,
    files,
    insertions: sum(files.map((file) => file.insertions)),
    deletions: sum(files.map((file) => file.deletions)),
    ...patch,
    ...(isCut && { truncated: true, totalFiles: total }),
  };
}

async function readPatch(
  comparison: OpenComparison,
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

async function findGiants(comparison: OpenComparison, changes: RawChange[]): Promise<RawChange[]> {
  const sizes = await sizesOf(comparison, [...new Set(changes.flatMap((change) => change.blobs))]);
  const giants: RawChange[] = [];
  for (const change of changes) {
    const isGiant = change.blobs.some((blob) => (sizes.get(blob) ?? 0) > maxFileBytes);
    if (isGiant || (await isGiantFile(comparison, change))) giants.push(change);
  }
  return giants;
}

async function sizesOf(comparison: Comparison, blobs: string[]): Promise<Map<string, number>> {
  if (blobs.length === 0) return new Map();
  const { stdout } = await comparison.git(
    ["cat-file", "--batch-check=%(objectname) %(objectsize)"],
    { ...comparison.options, input: `${blobs.join("\n")}\n` },
  );
  return new Map(
    stdout.split("\n").map((line): [string, number] => {
      const [blob = "", size] = line.split(" ");
      return [blob, Number(size)];
    }),
  );
}

/** Whether git would read a giant file off the disk. */
async function isGiantFile({ filesIn }: OpenComparison, change: RawChange): Promise<boolean> {
  if (filesIn === null || change.status === "deleted") return false;
  const facts = await lstat(join(filesIn, change.path)).catch(() => null);
  return facts !== null && facts.isFile() && facts.size > maxFileBytes;
}

/** Where the last file of a cut patch begins: the line that starts with these words is never content, which is indented by a mark. */
function lastFileStart(bytes: Buffer): number {
  return bytes.lastIndexOf("\ndiff --git ") + 1;
}
