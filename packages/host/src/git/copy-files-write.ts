import { constants } from "node:fs";
import { lstat, mkdir, open, readlink, realpath, rm, symlink } from "node:fs/promises";
import { dirname, isAbsolute, join, relative, sep } from "node:path";
import { pipeline } from "node:stream/promises";

/** Whether a normalized path stays below the folder, and out of git's own. */
export function isInside(path: string): boolean {
  const parts = path.split(sep);
  return (
    !isAbsolute(path) &&
    path !== "." &&
    parts[0] !== ".." &&
    parts.every((part) => part.toLowerCase() !== ".git")
  );
}

/** The folders above a path, the outermost first. */
export function foldersAbove(path: string): string[] {
  const parts = path.split(sep).slice(0, -1);
  return parts.map((_, index) => join(...parts.slice(0, index + 1)));
}

/**
 * Makes the folders above a path that are not there. Gives false when one of them is a link or a file: a branch may hold a link where
 * the checkout has a folder, and what is written there would be written elsewhere.
 */
export async function makeFolders(
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

/** Gives why it could not be copied; null when it was. */
export async function copyOne(options: {
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
    } catch (error) {
      // Half a file is worse than none.
      await rm(to, { force: true });
      throw error;
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
