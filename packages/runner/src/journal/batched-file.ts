import { fsyncSync, ftruncateSync, fstatSync, writeSync } from "node:fs";
import type { Redactor } from "../redact/redactor.ts";

/** So much may wait before it is written at once: bounds memory and slows a flooding agent down. Characters. */
const maxPendingLength = 131_072;
/** A character is at most so many bytes of UTF-8. */
const maxBytesPerCharacter = 3;
/**
 * The pause between two writes that nothing hurries (ms): a flood becomes a few hundred writes a second instead of one for each
 * piece of it, readers are woken as seldom, and nobody sees the delay.
 */
const writePauseMs = 4;
const newline = 10;

/** A file of lines that is written to in batches, in order, synchronously. */
export interface BatchedFile {
  /** Adds whole lines; they are written soon, or at once when much is waiting. */
  add(lines: string): void;
  /** Writes what is waiting; `durable` also makes it survive a power cut. */
  flush(options: { durable: boolean }): void;
  /** How long the file is with what is waiting. Bytes, and characters of what is waiting. */
  size(): number;
}

/**
 * Writes to the end of `descriptor`, which stays the caller's, what `redact` leaves of the lines. When that fails, the file is cut to its whole lines, what could
 * not be written is dropped, and `onFailure` gets the system's error and how many lines that were.
 */
export function createBatchedFile(
  descriptor: number,
  redact: Redactor["lines"],
  onFailure: (error: Error, lostLines: number) => void,
): BatchedFile {
  const scratch = Buffer.allocUnsafe(maxPendingLength * maxBytesPerCharacter);
  let written = fstatSync(descriptor).size;
  let pending = "";
  let writtenAtMs = -Infinity;
  let cancelScheduled: (() => void) | null = null;
  /** A torn line that could not be cut off: what came after it could not be read. */
  let torn = false;

  function flush(durable: boolean): void {
    cancelScheduled?.();
    cancelScheduled = null;
    writtenAtMs = performance.now();
    const bytes = redact(encode(pending));
    pending = "";
    let done = 0;
    try {
      if (torn) throw new Error("the file ends with a torn line");
      while (done < bytes.length) done += writeSync(descriptor, bytes, done);
      written += done;
      if (durable) fsyncSync(descriptor);
    } catch (error) {
      const isWhole = done === bytes.length;
      const lostLines = isWhole ? 0 : cutToLines(bytes, done);
      onFailure(error instanceof Error ? error : new Error(String(error)), lostLines);
    }
  }

  /** What comes alone is written at the end of this turn of the event loop, what follows soon after it together. */
  function schedule(): () => void {
    const pauseMs = writtenAtMs + writePauseMs - performance.now();
    if (pauseMs <= 0) {
      const immediate = setImmediate(flush, false);
      return () => clearImmediate(immediate);
    }
    const timer = setTimeout(flush, pauseMs, false);
    return () => clearTimeout(timer);
  }

  /** Gives how many lines of the batch are not in the file. */
  function cutToLines(bytes: Buffer, done: number): number {
    const kept = done === 0 ? 0 : bytes.lastIndexOf(newline, done - 1) + 1;
    written += kept;
    try {
      if (done > kept) ftruncateSync(descriptor, written);
    } catch {
      torn = true;
    }
    return countLines(bytes.subarray(kept));
  }

  function encode(text: string): Buffer {
    const fits = text.length * maxBytesPerCharacter <= scratch.length;
    return fits ? scratch.subarray(0, scratch.write(text)) : Buffer.from(text);
  }

  return {
    add(lines) {
      pending += lines;
      if (pending.length >= maxPendingLength) flush(false);
      else cancelScheduled ??= schedule();
    },
    flush: ({ durable }) => flush(durable),
    size: () => written + pending.length,
  };
}

function countLines(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(newline); at !== -1; at = bytes.indexOf(newline, at + 1)) count += 1;
  return count;
}
