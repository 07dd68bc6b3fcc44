import { stat, utimes, writeFile } from "node:fs/promises";
import { isAlive, readProcessIdentity, type ProcessIdentity } from "@signalbox/host/process";
import { z } from "zod";
import { readIfThere, writeWhole } from "./files.ts";
import { runFolder } from "./run-folder.ts";

/** How often a runner that is well touches its heartbeat, and looks into its control file (ms). */
export const heartbeatMs = 2000;
/** How long a runner may take from its spec to its first sign of life before it counts as dead (ms). */
const startGraceMs = 15_000;
/** A runner whose identity is not known counts as dead after so long without a heartbeat (ms): several are missed by then. */
const silenceMs = 15_000;

const identitySchema = z.object({ pid: z.number().int().positive(), startTime: z.string() });

export type RunnerState = "starting" | "alive" | "dead";

/** Records which process the runner is. */
export async function writeIdentity(folder: string, identity: ProcessIdentity): Promise<void> {
  await writeWhole(runFolder(folder).runner, `${JSON.stringify(identity)}\n`);
}

/** Records this process as the runner. */
export async function recordSelf(folder: string): Promise<void> {
  const identity = await readProcessIdentity(process.pid);
  if (identity !== null) await writeIdentity(folder, identity);
}

/** The process that runs, or ran, the run; null when none was recorded, or the record is damaged. */
export async function readIdentity(folder: string): Promise<ProcessIdentity | null> {
  const text = await readIfThere(runFolder(folder).runner);
  if (text === null) return null;
  try {
    return identitySchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/**
 * Whether a run's runner lives: decided by the recorded process (pid and start time, so that a recycled pid is no life).
 * Without a readable record a fresh heartbeat is life, and a fresh spec is a start; otherwise it is "dead".
 */
export async function runnerState(folder: string): Promise<RunnerState> {
  const identity = await readIdentity(folder);
  if (identity !== null) return (await isAlive(identity)) ? "alive" : "dead";
  const { heartbeat, spec } = runFolder(folder);
  if ((await ageMs(heartbeat)) < silenceMs) return "alive";
  return (await ageMs(spec)) < startGraceMs ? "starting" : "dead";
}

/** How long ago a file was written; Infinity when there is none. */
async function ageMs(path: string): Promise<number> {
  return stat(path).then(
    ({ mtimeMs }) => Date.now() - mtimeMs,
    () => Infinity,
  );
}

/** Touches the heartbeat; a full disk must not end a run, so failures are ignored. */
export async function touchHeartbeat(folder: string): Promise<void> {
  const { heartbeat } = runFolder(folder);
  const now = new Date();
  await utimes(heartbeat, now, now).catch(() =>
    writeFile(heartbeat, "", { mode: 0o600 }).catch(() => {}),
  );
}
