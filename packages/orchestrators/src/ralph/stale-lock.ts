import { rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

/** A git command that is alive holds such a lock for far less than this (ms), even in a large repository. */
const lockPatienceMs = 2000;

/** The locks of a worktree's own git folder: nobody but its agent and Signalbox works there. */
const lockNames = ["index.lock", "HEAD.lock"];

/**
 * Does `act`, a git command on a worktree. When it fails because an agent's git was killed and left a lock in the
 * worktree's git folder, the lock is removed and `act` done again: without this nothing could be committed there any more.
 * Only a lock that stays the very same while we wait is removed. @throws what `act` throws
 */
export async function despiteStaleLocks<Result>(
  gitFolder: string,
  act: () => Promise<Result>,
): Promise<Result> {
  try {
    return await act();
  } catch (error) {
    const removed = await Promise.all(lockNames.map((name) => removeStale(join(gitFolder, name))));
    if (!removed.includes(true)) throw error;
    return act();
  }
}

async function removeStale(path: string): Promise<boolean> {
  const before = await identityOf(path);
  if (before === null) return false;
  await delay(lockPatienceMs);
  if ((await identityOf(path)) !== before) return false;
  await rm(path, { force: true });
  return true;
}

async function identityOf(path: string): Promise<string | null> {
  return stat(path).then(
    ({ ino, mtimeMs, size }) => `${ino} ${mtimeMs} ${size}`,
    () => null,
  );
}
