import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import type { Readable, Writable } from "node:stream";
import { isGroupAlive, signalGroup, waitForGroupEnd } from "./group.ts";
import { makeOutputPipes } from "./output-pipes.ts";
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
  const pipes = options.withPipes === true ? await makeOutputPipes() : null;
  const [out = "pipe", errors = "pipe"] = pipes?.writers ?? [];
  try {
    // Some failures (E2BIG) are thrown here, others (ENOENT) come as an event.
    const child: ChildProcess = spawn(program, args, {
      cwd: options.cwd,
      env: options.env,
      detached: true,
      stdio: ["pipe", out, errors],
    });
    await once(child, "spawn");
    // At once: its exit may be the next thing that happens.
    return supervise(child, pipes ?? child);
  } catch (failure) {
    for (const end of [pipes?.stdout, pipes?.stderr]) end?.destroy();
    throw await describeStartFailure(failure, program, options.cwd);
  } finally {
    await pipes?.release();
  }
}

function supervise(
  child: ChildProcess,
  { stdout, stderr }: Pick<ChildProcess, "stdout" | "stderr">,
): SupervisedProcess {
  const { pid, stdin } = child;
  if (pid === undefined || stdin === null || stdout === null || stderr === null) {
    throw new Error("a started process has no pid or no pipes");
  }
  // A program that does not read its input closes the pipe: no failure of ours.
  stdin.on("error", () => undefined);
  const group = createGroup(pid);
  return {
    pid,
    stdin,
    stdout,
    stderr,
    exited: waitForExit(child, stdin, [stdout, stderr]),
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

async function waitForExit(
  child: ChildProcess,
  stdin: Writable,
  outputs: Readable[],
): Promise<ProcessExit> {
  const closed = Promise.all(
    outputs.map((output) => new Promise<void>((resolve) => output.once("close", resolve))),
  );
  const exit = await new Promise<ProcessExit>((resolve) => {
    child.once("exit", (exitCode, signal) => resolve({ exitCode, signal }));
  });
  await drainPipes(
    outputs,
    closed.then(() => undefined),
  );
  stdin.destroy();
  return exit;
}
