import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { describeStartFailure } from "./start-error.ts";

/** What became of a launched program so far: it still runs, or it ended, by a signal when `exitCode` is null. */
type Launch = { kind: "running" } | { kind: "ended"; exitCode: number | null };

/**
 * Starts a program with a window of its own, which outlives this process: a new session, no input, its output thrown away. Resolves
 * when it ends, or still runs after `patienceMs`.
 * @throws ProcessStartError when it cannot be started
 */
export async function launch(
  command: readonly string[],
  options: {
    cwd: string;
    env: Readonly<Record<string, string | undefined>>;
    patienceMs: number;
  },
): Promise<Launch> {
  const [program = "", ...args] = command;
  const { cwd, env, patienceMs } = options;
  const over = new AbortController();
  try {
    const child = spawn(program, args, { cwd, env, detached: true, stdio: "ignore" });
    // Listened for at once: it may end while it is seen to have begun.
    const ended = once(child, "exit", { signal: over.signal }).then(
      ([exitCode]: (number | null)[]): Launch => ({ kind: "ended", exitCode: exitCode ?? null }),
    );
    ended.catch(() => undefined);
    await once(child, "spawn");
    child.unref();
    const running = delay<Launch>(patienceMs, { kind: "running" }, { signal: over.signal });
    running.catch(() => undefined);
    return await Promise.race([ended, running]);
  } catch (error) {
    throw await describeStartFailure(error, program, cwd);
  } finally {
    over.abort();
  }
}
