import type { Readable } from "node:stream";
import { onAbort } from "./on-abort.ts";
import { spawnProcess } from "./spawn.ts";
import { createTail } from "./tail.ts";
import type { CommandResult, SpawnOptions, SupervisedProcess } from "./types.ts";

/** What is kept of each stream when the caller does not say: enough to read, too little to hurt. 1 MiB. */
const defaultMaxBytes = 1_048_576;

export interface CommandOptions extends SpawnOptions {
  /** Written to its standard input, which is closed after it. */
  input?: string;
  timeoutMs?: number;
  /** How much of the end of each stream is kept. */
  maxBytes?: number;
  /** Ends the command when aborted. */
  signal?: AbortSignal;
}

/**
 * Runs a command to its end and keeps the tail of what it printed. On its time limit or an abort its whole process group is
 * killed. Resolves when no process of its group is alive.
 * @throws ProcessStartError when it cannot be started
 */
export async function runCommand(options: CommandOptions): Promise<CommandResult> {
  const child = await spawnProcess(options);
  child.stdin.end(options.input ?? "");
  const maxBytes = options.maxBytes ?? defaultMaxBytes;
  const stdout = collect(child.stdout, maxBytes);
  const stderr = collect(child.stderr, maxBytes);
  const endedBy = endEarly(child, options);
  const exit = await child.exited;
  const reason = endedBy.settle();
  // A background process that the command left behind must not outlive it.
  await child.kill();
  return {
    ...exit,
    stdout: stdout.text(),
    stderr: stderr.text(),
    truncated: stdout.truncated() || stderr.truncated(),
    endedBy: reason,
  };
}

function collect(stream: Readable, maxBytes: number) {
  const tail = createTail(maxBytes);
  stream.on("data", (chunk: Buffer) => tail.push(chunk));
  stream.on("error", () => undefined);
  return tail;
}

/** Kills the group on the time limit or an abort; `settle` ends the watch and says which it was. */
function endEarly(child: SupervisedProcess, options: CommandOptions) {
  let endedBy: CommandResult["endedBy"] = null;
  const end = (reason: "timeout" | "abort") => {
    endedBy ??= reason;
    void child.kill();
  };
  const timer =
    options.timeoutMs === undefined
      ? undefined
      : setTimeout(() => end("timeout"), options.timeoutMs);
  const untie = options.signal && onAbort(options.signal, () => end("abort"));
  return {
    settle() {
      clearTimeout(timer);
      untie?.();
      return endedBy;
    },
  };
}
