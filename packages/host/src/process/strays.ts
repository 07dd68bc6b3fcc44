import { readFile, readlink, realpath } from "node:fs/promises";
import { hasProc, isDeadState, listPids, readProcStat } from "./proc.ts";

/** A process that may have been left behind, by its pid and its program's name. */
export interface Stray {
  pid: number;
  name: string;
}

export interface StrayOptions {
  /** Where the programs worked whose leavings are looked for. */
  folder: string;
  /** The process groups that they led. */
  groupIds: readonly number[];
  /** What is told elsewhere. */
  except: readonly number[];
}

/**
 * Looks for processes that may have been left behind by programs that this process started, but carry no mark of it: they
 * began after this process, and are in one of the groups (another person's, as `sudo` makes them), or have lost their parent and
 * work in the folder or cannot be looked into. They may as well be somebody else's, so nothing is ended. Empty without /proc.
 */
export async function findStrays(options: StrayOptions): Promise<Stray[]> {
  if (!hasProc) return [];
  const folder = await realpath(options.folder).catch(() => options.folder);
  const since = Number((await readProcStat(process.pid))?.startTime ?? Infinity);
  const known = new Set([process.pid, ...options.except]);
  const looks = (await listPids())
    .filter((pid) => !known.has(pid))
    .map(async (pid): Promise<Stray | null> => {
      const stat = await readProcStat(pid);
      if (stat === null || isDeadState(stat.state) || Number(stat.startTime) < since) return null;
      const status = await readStatus(pid);
      if (status === null) return null;
      const isStray =
        options.groupIds.includes(stat.groupId) ||
        ((await isOrphan(status)) && (await mayWorkIn(folder, pid, status)));
      return isStray ? { pid, name: status.name } : null;
    });
  return (await Promise.all(looks)).filter((stray) => stray !== null);
}

interface ProcStatus {
  name: string;
  parentPid: number;
  userId: number;
}

/** From `/proc/<pid>/status`, which everybody may read; null when the process is gone. */
async function readStatus(pid: number): Promise<ProcStatus | null> {
  const text = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  const field = (name: string) => new RegExp(`^${name}:\\t(\\S*)`, "m").exec(text)?.[1];
  const [name, parentPid, userId] = [field("Name"), field("PPid"), field("Uid")];
  if (name === undefined || parentPid === undefined || userId === undefined) return null;
  return { name, parentPid: Number(parentPid), userId: Number(userId) };
}

/** Whether its parent is gone: init, or the init of a person's own services, has taken it over. */
async function isOrphan({ parentPid }: ProcStatus): Promise<boolean> {
  return parentPid === 1 || (await readStatus(parentPid))?.name === "systemd";
}

/** What a person's process does cannot be seen when its program changed its rights. */
async function mayWorkIn(folder: string, pid: number, status: ProcStatus): Promise<boolean> {
  try {
    const place = await readlink(`/proc/${pid}/cwd`);
    return place === folder || place.startsWith(`${folder}/`) || place === `${folder} (deleted)`;
  } catch (error) {
    const isRefused = error instanceof Error && "code" in error && error.code !== "ENOENT";
    return isRefused && status.userId === process.getuid?.();
  }
}
