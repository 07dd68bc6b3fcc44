import type { Stats } from "node:fs";
import { lstat, readdir } from "node:fs/promises";
import { join, normalize, sep } from "node:path";
import { copyOne, foldersAbove, isInside, makeFolders } from "./copy-files-write.ts";
import { openGit, runGit, type Git } from "./run-git.ts";

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
 * Copies files and folders that git ignores from a person's checkout into a worktree, by their paths in it, files with their modes. What
 * does not lie inside, leads out of the worktree, would be committed there, or is there already is left out. Resolves to a sentence
 * about each path that was not copied, or not whole.
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
  const { ignored, inSubmodules } = await askGit(
    worktree,
    clear.map((candidate) => candidate.path),
  );
  let bytes = 0;
  for (const { path, facts } of clear) {
    let problem: string | null;
    if (inSubmodules.has(path)) {
      problem = "it belongs to a submodule, which is empty in a new worktree";
    } else if (!ignored.has(path)) {
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
    if (found.length >= maxCopiedFiles) {
      notes.push(`${path} was not copied whole: there are more than ${maxCopiedFiles} files.`);
      break;
    }
    const below = join(path, name);
    const problem = isInside(below)
      ? await collect(checkout, below, found, notes)
      : "it belongs to git";
    if (problem !== null) notes.push(`${below} was not copied: ${problem}.`);
  }
  return null;
}

/** Whether all that is above a path is a folder of its own, not a link to one. */
async function isBelowFolders(root: string, path: string): Promise<boolean> {
  for (const folder of foldersAbove(path)) {
    const facts = await lstat(join(root, folder)).catch(() => null);
    if (facts?.isDirectory() !== true) return false;
  }
  return true;
}

/** Those of the paths that git ignores in the worktree, which a tracked file never is, and those that lie in its submodules. */
async function askGit(
  worktree: string,
  paths: readonly string[],
): Promise<{ ignored: ReadonlySet<string>; inSubmodules: ReadonlySet<string> }> {
  if (paths.length === 0) return { ignored: new Set(), inSubmodules: new Set() };
  const git = await openGit(worktree);
  const submodules = await submodulesNear(git, paths);
  const inOne = (path: string) => foldersAbove(path).some((folder) => submodules.has(folder));
  const { stdout } = await git(["check-ignore", "-z", "--stdin"], {
    // It gives up at the first path that lies in a submodule.
    input: paths.map((path) => (inOne(path) ? "" : `./${path}\0`)).join(""),
    // 1: none of them.
    okExitCodes: [0, 1],
  });
  return {
    ignored: new Set(stdout.split("\0").map((path) => path.replace(/^\.\//, ""))),
    inSubmodules: new Set(paths.filter(inOne)),
  };
}

/** The submodules in the outermost folders of these paths. */
async function submodulesNear(git: Git, paths: readonly string[]): Promise<ReadonlySet<string>> {
  const outermost = new Set(paths.map((path) => path.split(sep)[0] ?? path));
  const { stdout } = await git(["ls-files", "--stage", "-z", "--", ...outermost], {
    env: { GIT_LITERAL_PATHSPECS: "1" },
  });
  const entries = stdout.split("\0").filter((entry) => entry.startsWith("160000 "));
  return new Set(entries.map((entry) => entry.slice(entry.indexOf("\t") + 1)));
}
