import type { FileChange, GitDiff } from "@signalbox/shared";
import { parseNumstat, parseRaw, type RawChange } from "./diff-records.ts";
import { refuse } from "./git-error.ts";
import { readRef } from "./refs.ts";
import { withSnapshot, type Snapshot } from "./snapshot.ts";

/** How much patch a person can look at, and a browser can draw. 2 MiB. */
const defaultMaxPatchBytes = 2_097_152;
/** A file whose content is larger than this is listed, but its patch would crowd out all others. 512 KiB. */
const maxFileBytes = 524_288;
/** Each left-out file is two arguments of the command line; more files than this are cut by size instead. */
const maxLeftOutFiles = 500;

/** Independent of whatever the person or the repository configured for diffs. */
const diffFlags = [
  "diff",
  "--cached",
  "--no-color",
  "--no-relative",
  "--find-renames",
  "-O/dev/null",
  "--submodule=short",
];
const patchFlags = ["--patch", "--unified=3", "--src-prefix=a/", "--dst-prefix=b/"];

/**
 * Everything that changed in a worktree since `baseCommit` (a full id): committed, uncommitted and untracked. `path` limits it to one
 * file. The patch ends at a file's end when it would be longer than `maxBytes`; binary files are listed without one, and
 * so are giant ones, which count as truncated. The index and the object store are not touched.
 * @throws GitError when there is no such commit
 */
export async function worktreeDiff(
  worktree: string,
  options: { baseCommit: string; path?: string; maxBytes?: number },
): Promise<GitDiff> {
  if (!/^[0-9a-f]{40,64}$/.test(options.baseCommit)) {
    throw refuse(`"${options.baseCommit}" is not a commit id.`, [options.baseCommit]);
  }
  return withSnapshot(worktree, { keepObjects: false }, async (snapshot) => {
    const base = await readRef(snapshot.git, options.baseCommit);
    if (base === null) {
      throw refuse(`The commit ${options.baseCommit} does not exist.`, [options.baseCommit]);
    }
    const all = await listChanges(snapshot, base);
    const changes =
      options.path === undefined ? all : all.filter((change) => change.path === options.path);
    const files = await withCounts(snapshot, base, changes);
    const patch = await readPatch(snapshot, base, {
      changes,
      isWhole: options.path === undefined,
      maxBytes: options.maxBytes ?? defaultMaxPatchBytes,
    });
    return {
      baseCommit: base,
      files,
      insertions: sum(files.map((file) => file.insertions)),
      deletions: sum(files.map((file) => file.deletions)),
      ...patch,
    };
  });
}

async function listChanges(snapshot: Snapshot, base: string): Promise<RawChange[]> {
  const { stdout } = await snapshot.git(
    [...diffFlags, "--raw", "--no-abbrev", "-z", base, "--"],
    snapshot.options,
  );
  return parseRaw(stdout);
}

async function withCounts(
  snapshot: Snapshot,
  base: string,
  changes: RawChange[],
): Promise<FileChange[]> {
  const { stdout } = await snapshot.git(
    [...diffFlags, "--numstat", "-z", base, "--"],
    snapshot.options,
  );
  const counts = parseNumstat(stdout);
  return changes.map(({ path, oldPath, status }) => {
    const count = counts.get(path) ?? { insertions: null, deletions: null };
    return { path, oldPath, status, ...count };
  });
}

async function readPatch(
  snapshot: Snapshot,
  base: string,
  options: { changes: RawChange[]; isWhole: boolean; maxBytes: number },
): Promise<{ patch: string; truncated: boolean }> {
  const giant = await findGiants(snapshot, options.changes);
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
  const { bytes, truncated } = await snapshot.git.head(
    [...diffFlags, ...patchFlags, base, "--", ...pathspecs],
    options.maxBytes,
    snapshot.options,
  );
  const whole = truncated ? bytes.subarray(0, lastFileStart(bytes)) : bytes;
  return { patch: whole.toString("utf8"), truncated: truncated || giant.length > 0 };
}

/** Both paths of a rename: with one of them left out, git would show the other as added or deleted. */
function pathsOf(change: RawChange): string[] {
  return change.oldPath === null ? [change.path] : [change.oldPath, change.path];
}

async function findGiants(snapshot: Snapshot, changes: RawChange[]): Promise<RawChange[]> {
  const blobs = [...new Set(changes.flatMap((change) => change.blobs))];
  if (blobs.length === 0) {
    return [];
  }
  const { stdout } = await snapshot.git(["cat-file", "--batch-check=%(objectname) %(objectsize)"], {
    ...snapshot.options,
    input: `${blobs.join("\n")}\n`,
  });
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
