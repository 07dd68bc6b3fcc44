import { rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

/** A git command that is alive holds the index for far less than this (ms), even in a large repository. */
const lockPatienceMs = 2000;

/**
 * Removes a lock of the index in a worktree's git folder that an agent's git left when it was killed: without this nothing could be committed
 * there again. Only a lock that stays the very same while we wait is removed. Resolves to whether there was one.
 */
export async function removeStaleLock(gitFolder: string): Promise<boolean> {
  const path = join(gitFolder, "index.lock");
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
