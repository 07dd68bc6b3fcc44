import { lstat, mkdir, realpath, rename, rm } from "node:fs/promises";
import { dirname, join, sep } from "node:path";
import { GitError } from "./git-error.ts";
import { readRef } from "./refs.ts";
import { openGit, runGit, type Git } from "./run-git.ts";
import { worktreeGitFolder } from "./session-branch.ts";
import { hashTimeoutMs } from "./stage.ts";
import { listUncommitted } from "./status.ts";

/**
 * The repositories inside a worktree, by their paths in it, that hold work which lies nowhere else: changes, or commits that no remote
 * had. Of those the worktree's own repository records an id at most.
 * @throws GitError
 */
export async function embeddedWork(worktree: string): Promise<string[]> {
  const found: string[] = [];
  for (const path of await listEmbedded(await openGit(worktree))) {
    if ((await isInside(worktree, path)) && (await holdsWork(join(worktree, path)))) {
      found.push(path);
    }
  }
  return found;
}

/** Whether a folder lies where its path says: an agent may have put a link in its place, or above it, and what it leads to is none of ours. */
async function isInside(worktree: string, path: string): Promise<boolean> {
  const folder = await realpath(join(worktree, path)).catch(() => null);
  return folder === join(await realpath(worktree), path);
}

/** Submodules, and repositories that git does not track; without those that are ignored. */
async function listEmbedded(git: Git): Promise<string[]> {
  const read = async (...args: string[]) => {
    const { stdout } = await git(["ls-files", "-z", ...args], { timeoutMs: hashTimeoutMs });
    return stdout.split("\0");
  };
  const tracked = (await read("--stage"))
    .filter((entry) => entry.startsWith("160000 "))
    .map((entry) => entry.slice(entry.indexOf("\t") + 1));
  // Git does not look into a repository: only then it names a folder.
  const others = (await read("--others", "--exclude-standard")).filter((path) =>
    path.endsWith("/"),
  );
  return [...new Set([...tracked, ...others.map((path) => path.slice(0, -1))])];
}

async function holdsWork(folder: string): Promise<boolean> {
  // The empty folder of a submodule that nobody filled.
  if ((await lstat(join(folder, ".git")).catch(() => null)) === null) return false;
  try {
    const git = await openGit(folder);
    if ((await listUncommitted(git)).length > 0) return true;
    const head = await readRef(git, "HEAD");
    const tips = head === null ? ["--all"] : ["--all", head];
    const { stdout } = await git(["rev-list", "--count", ...tips, "--not", "--remotes"]);
    if (Number(stdout.trim()) > 0) return true;
    for (const path of await listEmbedded(git)) {
      if (await holdsWork(join(folder, path))) return true;
    }
    return false;
  } catch (error) {
    // What git cannot read may be anything.
    if (error instanceof GitError) return true;
    throw error;
  }
}

/**
 * Moves a repository out of a worktree that is to be removed, whole: of a submodule, git's own folder comes along. `target` must not be
 * there yet, on the same disk.
 * @throws Error when it cannot be moved; GitError
 */
export async function moveEmbedded(worktree: string, path: string, target: string): Promise<void> {
  const folder = join(worktree, path);
  const dotGit = await lstat(join(folder, ".git"));
  const gitFolder = dotGit.isFile() ? await ownGitFolder(worktree, folder) : null;
  await mkdir(dirname(target), { recursive: true, mode: 0o700 });
  await rename(folder, target);
  if (gitFolder === null) return;
  const moved = join(target, ".git");
  await rm(moved);
  await rename(gitFolder, moved);
  // It names the folder that it was for.
  await runGit(["config", "--file", join(moved, "config"), "--unset-all", "core.worktree"], {
    cwd: dirname(target),
    okExitCodes: [0, 5],
  });
}

/** The folder in which git keeps a submodule of this worktree; null when its `.git` leads elsewhere, or git cannot tell. */
async function ownGitFolder(worktree: string, folder: string): Promise<string | null> {
  try {
    const submodules = join(await realpath(await worktreeGitFolder(worktree)), "modules", sep);
    const git = await openGit(folder);
    const { stdout } = await git(["rev-parse", "--absolute-git-dir"]);
    const gitFolder = await realpath(stdout.replace(/\n$/, ""));
    return gitFolder.startsWith(submodules) ? gitFolder : null;
  } catch (error) {
    if (error instanceof GitError) return null;
    throw error;
  }
}
