import { hasProc, isDeadState, readProcStat } from "./proc.ts";
import { runCommand } from "./run-command.ts";
import type { ProcessIdentity } from "./types.ts";

/** The longest that `ps` may take to name one process. */
const psTimeoutMs = 5_000;

/** Names the process that has this pid now. Null when there is none, or only its zombie. */
export async function readProcessIdentity(pid: number): Promise<ProcessIdentity | null> {
  if (!Number.isInteger(pid) || pid <= 0) {
    return null;
  }
  const startTime = hasProc ? await readStartTimeFromProc(pid) : await readStartTimeFromPs(pid);
  return startTime === null ? null : { pid, startTime };
}

/** Whether the very process that `identity` names is alive: same pid, same start time, not a zombie. */
export async function isAlive(identity: ProcessIdentity): Promise<boolean> {
  const now = await readProcessIdentity(identity.pid);
  return now?.startTime === identity.startTime;
}

async function readStartTimeFromProc(pid: number): Promise<string | null> {
  const stat = await readProcStat(pid);
  return stat === null || isDeadState(stat.state) ? null : stat.startTime;
}

/** macOS has no /proc; its `ps` gives the state and the start time to the second. */
async function readStartTimeFromPs(pid: number): Promise<string | null> {
  const result = await runCommand({
    command: ["/bin/ps", "-o", "state=,lstart=", "-p", String(pid)],
    cwd: "/",
    env: { LC_ALL: "C", TZ: "UTC" },
    timeoutMs: psTimeoutMs,
  });
  const line = result.stdout.trim();
  return result.exitCode !== 0 || line === "" || line.startsWith("Z")
    ? null
    : line.replace(/^\S+\s+/, "");
}
