import { setTimeout as delay } from "node:timers/promises";
import { hasProc, isDeadState, listPids, readProcStat } from "./proc.ts";

/** How often the group is looked at while it is expected to end: a person does not notice, the processor neither. */
const pollIntervalMs = 20;

/** Sends a signal to a process group. A group that is gone, or that is not ours to signal, is no error. */
export function signalGroup(groupId: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-groupId, signal);
  } catch {
    // ESRCH: nobody is left. EPERM: only processes of somebody else are left; `isGroupAlive` tells.
  }
}

/** Whether a process of the group is alive. Zombies do not count: an init that reaps nobody (in containers) would keep them for ever. */
export async function isGroupAlive(groupId: number): Promise<boolean> {
  try {
    process.kill(-groupId, 0);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
  return hasProc ? hasLiveMember(groupId) : true;
}

async function hasLiveMember(groupId: number): Promise<boolean> {
  const stats = await Promise.all((await listPids()).map(readProcStat));
  return stats.some((stat) => stat?.groupId === groupId && !isDeadState(stat.state));
}

/** Waits until no process of the group is alive, for at most `timeoutMs`; resolves to whether that is so. */
export async function waitForGroupEnd(groupId: number, timeoutMs: number): Promise<boolean> {
  const deadline = performance.now() + timeoutMs;
  while (await isGroupAlive(groupId)) {
    if (performance.now() >= deadline) {
      return false;
    }
    await delay(pollIntervalMs);
  }
  return true;
}
