import { runCommand, type CommandResult } from "@signalbox/host/process";
import type { Check, EventBody } from "@signalbox/shared";

/** A check that takes longer has failed: half an hour is more than a long test suite needs, and it must not hang a run. */
const checkTimeoutMs = 30 * 60_000;
/** What is kept of the end of a check's output. */
const maxOutputBytes = 16_384;

export type CheckEvent = Extract<EventBody, { type: "check" }>;

export interface CheckRun {
  checks: readonly Check[];
  worktreePath: string;
  env: Readonly<Record<string, string | undefined>>;
  iteration: number;
  signal: AbortSignal;
  emit(event: CheckEvent): void;
  timeoutMs?: number;
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

async function runCheck(check: Check, run: CheckRun): Promise<CheckEvent> {
  const startedAtMs = performance.now();
  const timeoutMs = run.timeoutMs ?? checkTimeoutMs;
  const result = await runCommand({
    // The inner shell gets the command as it was given; the outer one joins both streams in the order of their printing.
    command: ["sh", "-c", 'exec sh -c "$1" 2>&1', "sh", check.command],
    cwd: run.worktreePath,
    env: run.env,
    withPipes: true,
    timeoutMs,
    maxBytes: maxOutputBytes,
    signal: run.signal,
  }).catch((error: unknown) => notStarted(error));
  return {
    type: "check",
    iteration: run.iteration,
    name: check.name,
    command: check.command,
    passed: result.exitCode === 0 && result.endedBy === null,
    exitCode: result.exitCode,
    durationMs: Math.round(performance.now() - startedAtMs),
    output: result.stdout + endingOf(result, timeoutMs),
  };
}

function notStarted(error: unknown): CommandResult {
  const stdout = `The check could not be started: ${error instanceof Error ? error.message : String(error)}`;
  return { exitCode: null, signal: null, stdout, stderr: "", truncated: false, endedBy: null };
}

/** What the output does not say by itself: why the command did not come to its own end. */
function endingOf(result: CommandResult, timeoutMs: number): string {
  if (result.endedBy === "timeout") {
    return `\n[Signalbox ended this check after ${Math.round(timeoutMs / 1000)} s.]`;
  }
  if (result.endedBy === "abort") return "\n[Signalbox ended this check: the run ends.]";
  return result.signal === null ? "" : `\n[Ended by ${result.signal}.]`;
}
