import { createRequire } from "node:module";
import { spawnDetached, type ProcessIdentity } from "@signalbox/host/process";
import { writeIdentity } from "./liveness.ts";
import { runVariables } from "./marker.ts";
import { runFolder } from "./run-folder.ts";

/**
 * What git sets for its hooks and aliases (`git rev-parse --local-env-vars`): started from one, these would make an agent's
 * git work on that repository instead of on its worktree.
 */
const gitPlaceVariables: readonly string[] = [
  "GIT_ALTERNATE_OBJECT_DIRECTORIES",
  "GIT_COMMON_DIR",
  "GIT_DIR",
  "GIT_GRAFT_FILE",
  "GIT_IMPLICIT_WORK_TREE",
  "GIT_INDEX_FILE",
  "GIT_NAMESPACE",
  "GIT_OBJECT_DIRECTORY",
  "GIT_PREFIX",
  "GIT_QUARANTINE_PATH",
  "GIT_SHALLOW_FILE",
  "GIT_WORK_TREE",
];

/**
 * A flood of output is short-lived garbage: in the usual 16 MiB it would be the biggest part of a runner's memory (measured: 95
 * instead of 120 MB at the same speed), and there are many runners.
 */
const nodeOptions: readonly string[] = ["--max-semi-space-size=2"];

export interface StartRunnerOptions {
  /** The run's folder, with its spec in it. */
  folder: string;
  /** The environment for the run's agents and checks; what another run, or a git hook, set in it is left out. */
  env: Readonly<Record<string, string | undefined>>;
  /** The runner program; the built one of this package when not given. */
  entry?: string;
}

/**
 * Starts the runner of a run in a session of its own: it outlives this process. Resolves to its process once that is recorded.
 * @throws ProcessStartError when it cannot be started; Error when the runner has not been built
 */
export async function startRunner(options: StartRunnerOptions): Promise<ProcessIdentity> {
  const { folder } = options;
  const entry = options.entry ?? createRequire(import.meta.url).resolve("@signalbox/runner/main");
  // A server that was itself started by an agent of a run: what marks that run must not mark this one's runner.
  const leftOut = new Set([...runVariables, ...gitPlaceVariables]);
  const env = Object.fromEntries(
    Object.entries(options.env).filter(([name]) => !leftOut.has(name)),
  );
  const logFile = runFolder(folder).log;
  const identity = await spawnDetached([process.execPath, ...nodeOptions, entry, folder], {
    cwd: folder,
    env,
    logFile,
  });
  await writeIdentity(folder, identity);
  return identity;
}
