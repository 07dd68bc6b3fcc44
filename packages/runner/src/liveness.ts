import { stat, utimes, writeFile } from "node:fs/promises";
import { isAlive, readProcessIdentity, type ProcessIdentity } from "@signalbox/host/process";
import { z } from "zod";
import { readIfThere, writeWhole } from "./files.ts";
import { runFolder } from "./run-folder.ts";

/** How often a runner that is well touches its heartbeat, and looks into its control file (ms). */
export const heartbeatMs = 2000;
/** How long a runner may take from its spec to its first sign of life before it counts as dead (ms). */
const startGraceMs = 15_000;

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

/** The process that runs, or ran, the run; null when none was recorded. */
export async function readIdentity(folder: string): Promise<ProcessIdentity | null> {
  const text = await readIfThere(runFolder(folder).runner);
  if (text === null) return null;
  return identitySchema.parse(JSON.parse(text));
}

/**
 * Whether a run's runner lives: decided by the recorded process (pid and start time, so that a recycled pid is no life).
 * Without a record it is "starting" for a grace after its spec was written, then "dead".
 */
export async function runnerState(folder: string): Promise<RunnerState> {
  const identity = await readIdentity(folder);
  if (identity !== null) return (await isAlive(identity)) ? "alive" : "dead";
  const specAgeMs = await stat(runFolder(folder).spec).then(
    ({ mtimeMs }) => Date.now() - mtimeMs,
    () => Infinity,
  );
  return specAgeMs < startGraceMs ? "starting" : "dead";
}

/** Touches the heartbeat; a full disk must not end a run, so failures are ignored. */
export async function touchHeartbeat(folder: string): Promise<void> {
  const { heartbeat } = runFolder(folder);
  const now = new Date();
  await utimes(heartbeat, now, now).catch(() =>
    writeFile(heartbeat, "", { mode: 0o600 }).catch(() => {}),
  );
}
