import type { Readable, Writable } from "node:stream";

/** How a process ended: an exit code, or the signal that ended it. */
export interface ProcessExit {
  exitCode: number | null;
  signal: NodeJS.Signals | null;
}

export interface SpawnOptions {
  /** An argv array; the first entry is the program. Never a shell line. */
  command: readonly string[];
  /** The folder it starts in; a program named by a relative path is looked for from here. */
  cwd: string;
  /** The complete environment of the child. */
  env: Readonly<Record<string, string | undefined>>;
  /**
   * Gives it pipes for its output as a shell does, and costs a few milliseconds: for programs of others, which may open
   * /dev/stderr, and may print a lot. Otherwise it gets sockets.
   */
  withPipes?: boolean;
}

/** A child that leads a process group of its own. */
export interface SupervisedProcess {
  readonly pid: number;
  readonly stdin: Writable;
  readonly stdout: Readable;
  readonly stderr: Readable;
  /** Resolves when the program itself has exited and its pipes are closed or given up on; never rejects. */
  readonly exited: Promise<ProcessExit>;
  /**
   * The stop ladder: SIGINT to the group, SIGTERM after `interruptGraceMs`, SIGKILL after a further `terminateGraceMs`.
   * Resolves when no process of the group is alive.
   */
  stop(options?: { interruptGraceMs?: number; terminateGraceMs?: number }): Promise<void>;
  /** SIGKILL to the group at once. Resolves when no process of the group is alive. */
  kill(): Promise<void>;
}

/** What a finished command left. `stdout` and `stderr` keep at most `maxBytes` each (the tail). */
export interface CommandResult extends ProcessExit {
  stdout: string;
  stderr: string;
  truncated: boolean;
  /** Why it did not run to its own end: its time limit, or the caller's signal; null when it did. */
  endedBy: "timeout" | "abort" | null;
}

/** A process named so that a recycled pid is never mistaken for it. */
export interface ProcessIdentity {
  pid: number;
  /** The kernel's start time of the process, opaque: compare, never compute. */
  startTime: string;
}

/** One line of a program's output, without its line end. `truncated` when the line was longer than the limit. */
export interface OutputLine {
  text: string;
  truncated: boolean;
}
