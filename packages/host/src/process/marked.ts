import { readFile } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import { hasProc, listPids } from "./proc.ts";

/** A process that forks faster than it is killed is given up on after this many looks. */
const maxRounds = 40;
const roundPauseMs = 25;
/** A process born during one look may be missed by it; never by two in a row. */
const cleanRoundsNeeded = 2;

export interface MarkedSweep {
  killed: number[];
  survivors: number[];
  /** False where processes do not show their environment (no /proc): nothing was looked for. */
  supported: boolean;
}

/**
 * Kills (SIGKILL) every process that was started with NAME=VALUE in its environment, also one that left its process
 * group, until none is left. This process and `except` are spared. Resolves to what was killed and what would not die.
 */
export async function killMarked(
  marker: { name: string; value: string },
  options: { except?: readonly number[] } = {},
): Promise<MarkedSweep> {
  if (!hasProc) {
    return { killed: [], survivors: [], supported: false };
  }
  const spared = new Set([process.pid, ...(options.except ?? [])]);
  const killed = new Set<number>();
  let alive: number[] = [];
  let cleanRounds = 0;
  for (let round = 0; round < maxRounds && cleanRounds < cleanRoundsNeeded; round += 1) {
    alive = await findMarked(`${marker.name}=${marker.value}`, spared);
    cleanRounds = alive.length === 0 ? cleanRounds + 1 : 0;
    for (const pid of alive) {
      killed.add(pid);
      killOne(pid);
    }
    if (alive.length > 0) {
      await delay(roundPauseMs);
    }
  }
  return {
    killed: [...killed].filter((pid) => !alive.includes(pid)),
    survivors: alive,
    supported: true,
  };
}

async function findMarked(entry: string, spared: ReadonlySet<number>): Promise<number[]> {
  const pids = (await listPids()).filter((pid) => !spared.has(pid));
  const marked = await Promise.all(
    pids.map(async (pid) => {
      // Unreadable: another person's process, or one that has just ended. A zombie's environment is empty.
      const environment = await readFile(`/proc/${pid}/environ`, "utf8").catch(() => "");
      return environment.split("\0").includes(entry) ? pid : null;
    }),
  );
  return marked.filter((pid) => pid !== null);
}

function killOne(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has just ended, or is not ours: the next look tells.
  }
}
