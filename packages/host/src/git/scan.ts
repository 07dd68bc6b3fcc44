import { readdir, readFile, realpath, stat } from "node:fs/promises";
import type { Dirent } from "node:fs";
import path from "node:path";

/** Folders looked into at once: the disk is kept busy, other work still gets its turn. */
const maxConcurrent = 16;
/** A home folder has some ten thousand within reach; a scan that sees more than this has lost its way. */
const maxFolders = 500_000;
/** More repositories than a person can choose from. */
const maxFound = 10_000;

/** What the kernel shows as folders, and the folders of package managers, hold no work of a person. */
const skippedPaths = new Set(["/proc", "/sys", "/dev", "/run"]);
const skippedNames = new Set(["node_modules"]);

export interface ScannedRepository {
  /** Links resolved. */
  path: string;
  kind: "repository" | "bare" | "worktree" | "submodule";
}

/** How far a scan got. */
export interface ScanReach {
  /** Folders looked into. */
  folders: number;
  /** Directories to look in that are not there, or are no folders. */
  missing: string[];
  /** Folders that may not be read. */
  unreadable: number;
  /** Whether there was more than a scan looks at. */
  truncated: boolean;
}

export interface ScanOptions {
  /** Whole paths. They are looked into whatever they are called; hidden folders below them are not. */
  directories: readonly string[];
  /** How many folders deep below each. */
  depth: number;
  /** Folders that are left out, links resolved. */
  except: readonly string[];
  signal?: AbortSignal | undefined;
  /** Called for every repository as it is found, each once. */
  onFound: (found: ScannedRepository) => void;
  /** Called after each folder. */
  onFolder?: (reach: Readonly<ScanReach>) => void;
}

/**
 * Looks for git repositories, nearest first, without starting git. It does not look into repositories, hidden folders,
 * `node_modules` and links. Resolves when all was seen or `signal` aborts; what cannot be read is counted, never thrown.
 */
export async function scanForRepositories(options: ScanOptions): Promise<ScanReach> {
  const reach: ScanReach = { folders: 0, missing: [], unreadable: 0, truncated: false };
  const except = new Set([...options.except, ...skippedPaths]);
  const seen = new Set<string>();
  let found = 0;
  let level: string[] = [];
  const isOver = () => options.signal?.aborted === true || reach.truncated;

  for (const directory of options.directories) {
    const resolved = await resolveFolder(directory);
    if (resolved === null) reach.missing.push(directory);
    else level.push(resolved);
  }
  const look = async (folder: string): Promise<string[]> => {
    // A directory may lie in another one. Nearest first: what was seen was seen from nearer by.
    if (seen.has(folder) || except.has(folder)) return [];
    seen.add(folder);
    const entries = await readFolder(folder);
    reach.folders += 1;
    if (entries === null) reach.unreadable += 1;
    const kind = entries === null ? null : await repositoryKind(folder, entries);
    if (kind !== null) {
      found += 1;
      options.onFound({ path: folder, kind });
    }
    reach.truncated ||= reach.folders >= maxFolders || found >= maxFound;
    options.onFolder?.(reach);
    return entries === null || kind !== null ? [] : childrenOf(folder, entries);
  };

  for (let depth = 0; depth <= options.depth && level.length > 0; depth += 1) {
    const next: string[] = [];
    const queue = level.values();
    const work = async () => {
      for (const folder of queue) {
        if (isOver()) return;
        const children = await look(folder);
        // Not spread: a folder may have more entries than a call takes arguments.
        for (const child of children) next.push(child);
      }
    };
    await Promise.all(Array.from({ length: maxConcurrent }, work));
    level = isOver() ? [] : next;
  }
  return reach;
}

async function resolveFolder(directory: string): Promise<string | null> {
  try {
    const resolved = await realpath(directory);
    return (await stat(resolved)).isDirectory() ? resolved : null;
  } catch {
    return null;
  }
}

function readFolder(folder: string): Promise<Dirent[] | null> {
  return readdir(folder, { withFileTypes: true }).catch(() => null);
}

function childrenOf(folder: string, entries: readonly Dirent[]): string[] {
  return entries
    .filter(
      (entry) =>
        entry.isDirectory() && !entry.name.startsWith(".") && !skippedNames.has(entry.name),
    )
    .map((entry) => path.join(folder, entry.name));
}

/** Which kind of repository a folder is, by what lies in it; null when it is none. */
async function repositoryKind(
  folder: string,
  entries: readonly Dirent[],
): Promise<ScannedRepository["kind"] | null> {
  const entry = (name: string) => entries.find((candidate) => candidate.name === name);
  const dotGit = entry(".git");
  if (dotGit?.isFile() === true) return linkedKind(folder);
  if (dotGit !== undefined) {
    const inside = (await readFolder(path.join(folder, ".git"))) ?? [];
    return inside.some(({ name }) => name === "HEAD") ? "repository" : null;
  }
  const isBare =
    entry("HEAD")?.isFile() === true &&
    entry("objects")?.isDirectory() === true &&
    entry("refs")?.isDirectory() === true;
  return isBare ? "bare" : null;
}

/** A worktree and a submodule have their git folder elsewhere, and say where in a file; null for a folder that has none. */
export async function linkedKind(folder: string): Promise<ScannedRepository["kind"] | null> {
  const text = await readFile(path.join(folder, ".git"), "utf8").catch(() => "");
  const target = /^gitdir: ([^\r\n]+)/.exec(text)?.[1];
  if (target === undefined) return null;
  if (/\/worktrees\/[^/]+\/?$/.test(target)) return "worktree";
  return /\/modules\//.test(target) ? "submodule" : "repository";
}
