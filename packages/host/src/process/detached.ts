import { spawn } from "node:child_process";
import { once } from "node:events";
import { open } from "node:fs/promises";
import { readProcessIdentity } from "./identity.ts";
import { describeStartFailure, ProcessStartError } from "./start-error.ts";
import type { ProcessIdentity } from "./types.ts";

/**
 * Starts a program that outlives this process: a new session, no input, everything it prints appended to `logFile` (created
 * readable for the person only). Resolves when it runs.
 * @throws ProcessStartError when it cannot be started or ended before it could be identified
 */
export async function spawnDetached(
  command: readonly string[],
  options: {
    cwd: string;
    env: Readonly<Record<string, string | undefined>>;
    logFile: string;
  },
): Promise<ProcessIdentity> {
  const [program = "", ...args] = command;
  const log = await open(options.logFile, "a", 0o600);
  try {
    const pid = await start(program, args, options, log.fd);
    const identity = await readProcessIdentity(pid);
    if (identity === null) {
      throw new ProcessStartError("other", `The program ${program} ended at once.`, {
        program,
        cwd: options.cwd,
      });
    }
    return identity;
  } finally {
    await log.close();
  }
}

async function start(
  program: string,
  args: string[],
  options: { cwd: string; env: Readonly<Record<string, string | undefined>> },
  logDescriptor: number,
): Promise<number> {
  try {
    const child = spawn(program, args, {
      cwd: options.cwd,
      env: options.env,
      detached: true,
      stdio: ["ignore", logDescriptor, logDescriptor],
    });
    await once(child, "spawn");
    child.unref();
    return child.pid ?? 0;
  } catch (error) {
    throw await describeStartFailure(error, program, options.cwd);
  }
}
