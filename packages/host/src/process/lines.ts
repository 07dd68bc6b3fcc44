import { finished, type Readable } from "node:stream";
import { setImmediate as nextTurn } from "node:timers/promises";
import { createLineSplitter } from "./line-splitter.ts";
import type { OutputLine } from "./types.ts";

/**
 * A read that brought so many lines is the only one in its turn of the event loop. A full pipe is read up to 32 times in a turn,
 * and with lines of two bytes that is a million lines: a stop would wait seconds for each of its steps.
 */
const manyLines = 512;

export interface ReadLinesOptions {
  /** Longer lines are cut to this many bytes (at a character's end) and marked; the rest of the line is dropped. */
  maxLineBytes: number;
  /**
   * Asked with the beginning (16 KiB) of each longer line whether that is enough: the line is cut there and marked, and the rest of it
   * is never held. For programs whose lines repeat what was said.
   */
  isBeginningEnough?: ((beginning: string) => boolean) | undefined;
  /**
   * Gets the lines in order, as many at a time as a read brought (never none); a returned promise holds the stream back until
   * it settles.
   */
  onLines(lines: readonly OutputLine[]): void | Promise<void>;
}

/**
 * Reads a program's output line by line. Lines are split at bytes, so a character that falls on two chunks is whole; bytes
 * that are no UTF-8 become U+FFFD. A last line without a line end is a line too. Memory stays within `maxLineBytes` and
 * one chunk. Resolves at the stream's end, also when it was destroyed; rejects only when `onLines` does.
 */
export async function readLines(readable: Readable, options: ReadLinesOptions): Promise<void> {
  const splitter = createLineSplitter(options.maxLineBytes, options.isBeginningEnough);
  let delivering: Promise<void> = Promise.resolve();
  await new Promise<void>((resolve, reject) => {
    const fail = (error: unknown) => {
      reject(error instanceof Error ? error : new Error(String(error)));
      readable.destroy();
    };
    // An event a chunk and a promise only for a reader that asks for time: a flood comes in pieces of a few lines.
    readable.on("data", (chunk: Buffer) => {
      const lines = splitter.push(chunk);
      if (lines.length === 0) return;
      try {
        const busy = options.onLines(lines);
        if (busy === undefined && lines.length < manyLines) return;
        readable.pause();
        delivering = (busy ?? nextTurn()).then(() => void readable.resume());
        delivering.catch(fail);
      } catch (error) {
        fail(error);
      }
    });
    // A destroyed pipe ends like a closed one: the reader gets what came through.
    finished(readable, { writable: false }, () => resolve());
  });
  await delivering;
  const rest = splitter.end();
  if (rest.length > 0) await options.onLines(rest);
}
