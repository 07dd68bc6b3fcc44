import { rm } from "node:fs/promises";
import { join } from "node:path";

/** The files of one run. The server and the runner share them and nothing else. */
export interface RunFolder {
  folder: string;
  /** What is to be done; written once, before the runner starts. */
  spec: string;
  /** The event log; only the runner appends, or `settleLost` once the runner is dead. */
  journal: string;
  /** Which process the runner is. */
  runner: string;
  /** Touched by a runner that is well. */
  heartbeat: string;
  /** What a person asks of the runner; only the server appends. */
  control: string;
  /** There once the runner takes no more guidance: what was given before it is in the journal. */
  deaf: string;
  /** Room for the run's last words on a full disk; there while the run goes on. */
  reserve: string;
  /** What the runner program itself printed: empty unless something is wrong. */
  log: string;
}

export function runFolder(folder: string): RunFolder {
  return {
    folder,
    spec: join(folder, "spec.json"),
    journal: join(folder, "journal.ndjson"),
    runner: join(folder, "runner.json"),
    heartbeat: join(folder, "heartbeat"),
    control: join(folder, "control.ndjson"),
    deaf: join(folder, "deaf"),
    reserve: join(folder, "reserve"),
    log: join(folder, "runner.log"),
  };
}

/** A runner clears its own files away for a moment after the run's last event: rm(1) may find a folder not empty then. */
const removeAttempts = 10;

/** Deletes a run's folder and all in it; the run must have ended. A missing folder is fine. */
export async function removeRunFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: removeAttempts });
}
