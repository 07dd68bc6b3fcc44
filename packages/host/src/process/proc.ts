import { readdir, readFile } from "node:fs/promises";

/** The fields of `/proc/<pid>/stat` that this package uses (Linux, proc(5)). */
export interface ProcStat {
  state: string;
  groupId: number;
  /** Field 22, in clock ticks since boot: opaque. */
  startTime: string;
}

/** Whether this system shows its processes under /proc. */
export const hasProc = process.platform === "linux";

/**
 * Takes one `/proc/<pid>/stat` line apart. The second field is the program's name in parentheses and may hold spaces and
 * parentheses itself, so the fields are counted from the last `)`. Null when the line has another shape.
 */
export function parseProcStat(line: string): ProcStat | null {
  const nameEnd = line.lastIndexOf(")");
  if (nameEnd === -1) {
    return null;
  }
  // Index 0 here is field 3 of proc(5).
  const fields = line
    .slice(nameEnd + 1)
    .trim()
    .split(" ");
  const [state, , groupId] = fields;
  const startTime = fields[19];
  if (state === undefined || groupId === undefined || startTime === undefined) {
    return null;
  }
  return { state, groupId: Number(groupId), startTime };
}

/** The stat of one process; null when there is none with this pid. */
export async function readProcStat(pid: number): Promise<ProcStat | null> {
  const line = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => null);
  return line === null ? null : parseProcStat(line);
}

/** The pids of all processes that exist now. */
export async function listPids(): Promise<number[]> {
  const names = await readdir("/proc");
  return names.filter((name) => /^\d+$/.test(name)).map(Number);
}

/** Whether a process in this state has ended already and only waits for its parent to notice. */
export function isDeadState(state: string): boolean {
  return state === "Z" || state === "X" || state === "x";
}
