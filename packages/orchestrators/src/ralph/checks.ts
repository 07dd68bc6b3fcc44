import type { Check, EventBody } from "@signalbox/shared";
import { runShellCommand } from "../shell-command.ts";

/** A check that takes longer has failed: half an hour is more than a long test suite needs, and it must not hang a run. */
const checkTimeoutMs = 30 * 60_000;

export type CheckEvent = Extract<EventBody, { type: "check" }>;

export interface CheckRun {
  checks: readonly Check[];
  worktreePath: string;
  env: Readonly<Record<string, string | undefined>>;
  iteration: number;
  signal: AbortSignal;
  emit(event: CheckEvent): void;
}

/**
 * Runs the checks one after the other with `sh -c` in the worktree, each in a process group of its own, and emits one event
 * each. Resolves to the events. When `signal` aborts, the running check counts as failed and the rest are not run.
 */
export async function runChecks(run: CheckRun): Promise<CheckEvent[]> {
  const events: CheckEvent[] = [];
  for (const check of run.checks) {
    if (run.signal.aborted) break;
    const event = await runCheck(check, run);
    run.emit(event);
    events.push(event);
  }
  return events;
}

async function runCheck({ name, command }: Check, run: CheckRun): Promise<CheckEvent> {
  const { worktreePath: cwd, env, iteration, signal } = run;
  const { passed, exitCode, durationMs, output } = await runShellCommand({
    command,
    name: "check",
    cwd,
    env,
    signal,
    timeoutMs: checkTimeoutMs,
  });
  return { type: "check", iteration, name, command, passed, exitCode, durationMs, output };
}
