import { constants, type Stats } from "node:fs";
import { lstat, mkdir, open, readdir, readlink, realpath, symlink } from "node:fs/promises";
import { dirname, isAbsolute, join, normalize, relative, sep } from "node:path";
import { pipeline } from "node:stream/promises";
import { runGit } from "./run-git.ts";
import { openWorktree } from "./worktrees.ts";

/** What is copied into one worktree at most: set-ups are small files, caches belong into the set-up command. 256 MiB. */
const maxCopiedBytes = 268_435_456;
/** How many files are looked at for one worktree. */
const maxCopiedFiles = 10_000;

/** More than so many sentences nobody reads. */
const maxNotes = 20;

/** A file or link that shall be copied, by its path in both folders. */
interface Candidate {
  path: string;
  facts: Stats;
}

/**
 * Copies files and folders that git ignores from a person's checkout into a worktree, by their paths in it, with their modes. What does
 * not lie inside, leads out of the worktree, would be committed there, or is there already is left out. Resolves to a sentence about
 * each path that was not copied, or not whole.
 * @throws GitError when git cannot say what it ignores
 */
export async function copyIgnoredFiles(options: {
  checkout: string;
  worktree: string;
  paths: readonly string[];
}): Promise<string[]> {
  const { checkout, worktree } = options;
  const { stdout } = await runGit(["rev-parse", "--is-inside-work-tree"], { cwd: checkout });
  if (stdout.trim() !== "true") {
    return ["No files were copied: a bare repository has none beside what is committed."];
  }
  const notes: string[] = [];
  const found: Candidate[] = [];
  for (const path of options.paths) {
    const inside = normalize(path).replace(/\/+$/, "");
    const problem = isInside(inside)
      ? await collect(checkout, inside, found, notes)
      : "it must be a path inside the repository";
    if (problem !== null) notes.push(`${path} was not copied: ${problem}.`);
  }
  const clear: Candidate[] = [];
  for (const candidate of found) {
    if (await makeFolders(worktree, candidate.path, { dryRun: true })) clear.push(candidate);
    else notes.push(`${candidate.path} was not copied: it would lie behind a link, or in a file.`);
  }
  const ignored = await ignoredOf(
    worktree,
    clear.map((candidate) => candidate.path),
  );
  let bytes = 0;
  for (const { path, facts } of clear) {
    let problem: string | null;
    if (!ignored.has(path)) {
      problem = "git does not ignore it, so it would be committed";
    } else if (bytes + facts.size > maxCopiedBytes) {
      problem = `all together would be more than ${maxCopiedBytes} bytes`;
    } else {
      bytes += facts.size;
      problem = await copyOne({ checkout, worktree, path });
    }
    if (problem !== null) notes.push(`${path} was not copied: ${problem}.`);
  }
  const more = notes.length - maxNotes;
  return more > 0 ? [...notes.slice(0, maxNotes), `And ${more} more were not copied.`] : notes;
}

/** Whether a normalized path stays below the folder, and out of git's own. */
function isInside(path: string): boolean {
  const parts = path.split(sep);
  return (
    !isAbsolute(path) &&
    path !== "." &&
    parts[0] !== ".." &&
    parts.every((part) => part.toLowerCase() !== ".git")
  );
}

/** Adds the files at a path, or below it where it is a folder; gives why there are none. No link is followed. */
async function collect(
  checkout: string,
  path: string,
  found: Candidate[],
  notes: string[],
): Promise<string | null> {
  if (!(await isBelowFolders(checkout, path))) return "it is not there, or lies behind a link";
  const facts = await lstat(join(checkout, path)).catch(() => null);
  if (facts === null) return "it is not there";
  if (found.length >= maxCopiedFiles) return `there are more than ${maxCopiedFiles} files`;
  if (!facts.isDirectory()) {
    // A pipe or a device is never opened: reading it may not end.
    if (!facts.isFile() && !facts.isSymbolicLink()) return "it is neither a file nor a folder";
    found.push({ path, facts });
    return null;
  }
  const names = await readdir(join(checkout, path)).catch(() => null);
  if (names === null) return "it may not be read";
  for (const name of names) {
    const below = join(path, name);
    const problem = isInside(below)
      ? await collect(checkout, below, found, notes)
      : "it belongs to git";
    if (problem !== null) notes.push(`${below} was not copied: ${problem}.`);
    if (found.length >= maxCopiedFiles) break;
  }
  return null;
}

/** The folders above a path, the outermost first. */
function foldersAbove(path: string): string[] {
  const parts = path.split(sep).slice(0, -1);
  return parts.map((_, index) => join(...parts.slice(0, index + 1)));
}

/** Whether all that is above a path is a folder of its own, not a link to one. */
async function isBelowFolders(root: string, path: string): Promise<boolean> {
  for (const folder of foldersAbove(path)) {
    const facts = await lstat(join(root, folder)).catch(() => null);
    if (facts?.isDirectory() !== true) return false;
  }
  return true;
}

/**
 * Makes the folders above a path that are not there. Gives false when one of them is a link or a file: a branch may hold a link where
 * the checkout has a folder, and what is written there would be written elsewhere.
 */
async function makeFolders(
  root: string,
  path: string,
  { dryRun }: { dryRun: boolean },
): Promise<boolean> {
  for (const folder of foldersAbove(path)) {
    const facts = await lstat(join(root, folder)).catch(() => null);
    if (facts === null && dryRun) return true;
    if (facts === null) await mkdir(join(root, folder));
    else if (!facts.isDirectory()) return false;
  }
  return true;
}

/** Those of the paths that git ignores in the worktree, which a tracked file never is. */
async function ignoredOf(worktree: string, paths: string[]): Promise<ReadonlySet<string>> {
  if (paths.length === 0) return new Set();
  const git = await openWorktree(worktree);
  const { stdout } = await git(["check-ignore", "-z", "--stdin"], {
    input: paths.map((path) => `./${path}\0`).join(""),
    // 1: none of them.
    okExitCodes: [0, 1],
  });
  return new Set(stdout.split("\0").map((path) => path.replace(/^\.\//, "")));
}

/** Gives why it could not be copied; null when it was. */
async function copyOne(options: {
  checkout: string;
  worktree: string;
  path: string;
}): Promise<string | null> {
  const { checkout, worktree, path } = options;
  const from = join(checkout, path);
  const to = join(worktree, path);
  try {
    if (!(await makeFolders(worktree, path, { dryRun: false })))
      return "it would lie behind a link";
    const facts = await lstat(from);
    if (!facts.isSymbolicLink()) return await copyFile(from, to);
    const target = await readlink(from);
    if (isAbsolute(target) || !(await leadsInside(options, target))) {
      return "it is a link that leads out";
    }
    await symlink(target, to);
    return null;
  } catch (error) {
    return reasonOf(error);
  }
}

/** Whether a relative link stays inside, by its words and, where it leads to something, by what it leads to. */
async function leadsInside(
  { checkout, path }: { checkout: string; path: string },
  target: string,
): Promise<boolean> {
  if (!isInside(join(dirname(path), target))) return false;
  const reached = await realpath(join(checkout, path)).catch(() => null);
  return reached === null || isInside(relative(await realpath(checkout), reached));
}

async function copyFile(from: string, to: string): Promise<string | null> {
  const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants;
  // Without waiting: what was a file a moment ago may be a pipe by now.
  const source = await open(from, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  try {
    const facts = await source.stat();
    if (!facts.isFile()) return "it is no file any more";
    const target = await open(to, "wx", 0o600);
    try {
      await target.chmod(facts.mode & 0o777);
      // Closes both.
      await pipeline(source.createReadStream(), target.createWriteStream());
    } finally {
      await target.close();
    }
    return null;
  } finally {
    await source.close();
  }
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const reasons: Record<string, string> = {
    EEXIST: "there is one already",
    EACCES: "it may not be read",
    ENOENT: "it is gone",
    ENOSPC: "the disk is full",
  };
  return reasons[code] ?? `it could not be read or written (${code})`;
}
