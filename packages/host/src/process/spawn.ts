import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { once } from "node:events";
import { isGroupAlive, signalGroup, waitForGroupEnd } from "./group.ts";
import { drainPipes } from "./pipes.ts";
import { describeStartFailure } from "./start-error.ts";
import type { ProcessExit, SpawnOptions, SupervisedProcess } from "./types.ts";

/** How long an agent may take to end well after SIGINT: all five known agents need less. */
const defaultInterruptGraceMs = 2_000;
/** How long it may take after SIGTERM before it is killed. */
const defaultTerminateGraceMs = 4_000;
/** SIGKILL needs no grace, only the kernel's time; a process in an uninterruptible wait can take longer and is given up on. */
const killWaitMs = 10_000;

/**
 * Starts a program in a session and process group of its own. Resolves when it runs.
 * @throws ProcessStartError when it cannot be started (program or folder missing, not executable, arguments too long)
 */
export async function spawnProcess(options: SpawnOptions): Promise<SupervisedProcess> {
  const [program = "", ...args] = options.command;
  let child: ChildProcessWithoutNullStreams;
  try {
    // Some failures (E2BIG) are thrown here, others (ENOENT) come as an event.
    child = spawn(program, args, {
      cwd: options.cwd,
      env: options.env,
      detached: true,
      stdio: ["pipe", "pipe", "pipe"],
    });
    // A program that does not read its input closes the pipe: no failure of ours.
    child.stdin.on("error", () => undefined);
    await once(child, "spawn");
  } catch (error) {
    throw await describeStartFailure(error, program, options.cwd);
  }
  return supervise(child);
}

function supervise(child: ChildProcessWithoutNullStreams): SupervisedProcess {
  const pid = child.pid;
  if (pid === undefined) {
    throw new Error("a started process has no pid");
  }
  const group = createGroup(pid);
  return {
    pid,
    stdin: child.stdin,
    stdout: child.stdout,
    stderr: child.stderr,
    exited: waitForExit(child),
    stop: (grace = {}) =>
      group.descend([
        { signal: "SIGINT", graceMs: grace.interruptGraceMs ?? defaultInterruptGraceMs },
        { signal: "SIGTERM", graceMs: grace.terminateGraceMs ?? defaultTerminateGraceMs },
        { signal: "SIGKILL", graceMs: killWaitMs },
      ]),
    kill: () => group.descend([{ signal: "SIGKILL", graceMs: killWaitMs }]),
  };
}

/** The group as a thing that, once seen empty, is never signalled again: its number may then belong to somebody else. */
function createGroup(groupId: number) {
  let ended = false;
  return {
    async descend(ladder: { signal: NodeJS.Signals; graceMs: number }[]): Promise<void> {
      ended ||= !(await isGroupAlive(groupId));
      for (const step of ladder) {
        if (ended) {
          return;
        }
        signalGroup(groupId, step.signal);
        ended ||= await waitForGroupEnd(groupId, step.graceMs);
      }
    },
  };
}

async function waitForExit(child: ChildProcessWithoutNullStreams): Promise<ProcessExit> {
  const closed = new Promise<void>((resolve) => {
    child.once("close", () => resolve());
  });
  const exit = await new Promise<ProcessExit>((resolve) => {
    child.once("exit", (exitCode, signal) => resolve({ exitCode, signal }));
  });
  await drainPipes([child.stdout, child.stderr], closed);
  child.stdin.destroy();
  return exit;
}
