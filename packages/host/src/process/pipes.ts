import type { Readable } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";

/** A pipe that stays open after its program's exit is held by a grandchild: silent for this long, it is given up. */
const idlePipeMs = 300;
/** A grandchild that goes on writing, or a reader that does not read, cannot hold the program's end back longer than this. */
const longestDrainMs = 5_000;
const pollIntervalMs = 50;

/**
 * Lets readers take what is left in the pipes of a program that has exited. Resolves when the pipes are `closed`, or destroys
 * them when they stay open without news.
 */
export async function drainPipes(pipes: Readable[], closed: Promise<void>): Promise<void> {
  const deadline = performance.now() + longestDrainMs;
  let quietSince = performance.now();
  let seen = progressOf(pipes);
  while (performance.now() < deadline && !(await settlesWithin(closed, pollIntervalMs))) {
    const now = progressOf(pipes);
    if (now !== seen || pipes.some((pipe) => pipe.readableLength > 0)) {
      seen = now;
      quietSince = performance.now();
    } else if (performance.now() - quietSince >= idlePipeMs) {
      break;
    }
  }
  for (const pipe of pipes) {
    pipe.destroy();
  }
}

async function settlesWithin(event: Promise<void>, timeoutMs: number): Promise<boolean> {
  const timer = new AbortController();
  const pause = delay(timeoutMs, false, { signal: timer.signal }).catch(() => false);
  try {
    return await Promise.race([event.then(() => true), pause]);
  } finally {
    timer.abort();
  }
}

/** How many bytes came out of the pipes so far (a child's pipes are sockets and count them). */
function progressOf(pipes: Readable[]): number {
  return pipes.reduce((sum, pipe) => sum + bytesRead(pipe), 0);
}

function bytesRead(pipe: Readable): number {
  return "bytesRead" in pipe && typeof pipe.bytesRead === "number" ? pipe.bytesRead : 0;
}
