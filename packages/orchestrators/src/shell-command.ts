import { runCommand, type CommandResult } from "@signalbox/host/process";

/** What is kept of the end of the output. */
const maxOutputBytes = 16_384;

export interface ShellCommand {
  command: string;
  /** What the person calls it: `check`. */
  name: string;
  cwd: string;
  env: Readonly<Record<string, string | undefined>>;
  /** Ends it with its whole process group. */
  signal: AbortSignal;
  /** One that takes longer has failed. */
  timeoutMs: number;
}

export interface ShellOutcome {
  passed: boolean;
  /** Null when a signal ended it, or it could not be started. */
  exitCode: number | null;
  /** Why it did not come to its own end; null when it did. */
  endedBy: CommandResult["endedBy"];
  durationMs: number;
  /** The tail of what it printed on both streams, and, where that is not all, how it ended. */
  output: string;
}

/** Runs one command of the person with `sh -c` in a process group of its own. Resolves when no process of the group is alive; never rejects. */
export async function runShellCommand(shell: ShellCommand): Promise<ShellOutcome> {
  const startedAtMs = performance.now();
  const result = await runCommand({
    // The inner shell gets the command as it was given; the outer one joins both streams in the order of their printing.
    command: ["sh", "-c", 'exec sh -c "$1" 2>&1', "sh", shell.command],
    cwd: shell.cwd,
    env: shell.env,
    withPipes: true,
    timeoutMs: shell.timeoutMs,
    maxBytes: maxOutputBytes,
    signal: shell.signal,
  }).catch((error: unknown) => notStarted(shell.name, error));
  return {
    passed: result.exitCode === 0 && result.endedBy === null,
    exitCode: result.exitCode,
    endedBy: result.endedBy,
    durationMs: Math.round(performance.now() - startedAtMs),
    output: result.stdout + endingOf(shell, result),
  };
}

function notStarted(name: string, error: unknown): CommandResult {
  const stdout = `The ${name} could not be started: ${error instanceof Error ? error.message : String(error)}`;
  return { exitCode: null, signal: null, stdout, stderr: "", truncated: false, endedBy: null };
}

/** What the output does not say by itself: why the command did not come to its own end. */
function endingOf({ name, timeoutMs }: ShellCommand, result: CommandResult): string {
  if (result.endedBy === "timeout") {
    return `\n[Signalbox ended this ${name} after ${Math.round(timeoutMs / 1000)} s.]`;
  }
  if (result.endedBy === "abort") return `\n[Signalbox ended this ${name}: the run ends.]`;
  return result.signal === null ? "" : `\n[Ended by ${result.signal}.]`;
}
