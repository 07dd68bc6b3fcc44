import type { FileHandle } from "node:fs/promises";
import { withChunk } from "./buffers.ts";
import type { Place } from "./lines.ts";

/** One remembered offset for so many lines: 1,000,000 lines cost 4,000 numbers, and a read skips at most so many lines. */
export const stride = 256;
const newline = 10;

/**
 * Where the lines of a growing file begin. Only whole lines count: a last line without its newline is not there yet.
 * `grow` reads only what was added since the last time.
 */
export interface LineIndex {
  /** How many whole lines there are. */
  count(): number;
  /** Where the last whole line begins and ends (bytes, without its newline). */
  lastLine(): { start: number; end: number };
  /** The nearest remembered beginning at or before a line (from 1). */
  floor(line: number): Place;
  /** Where the whole lines end (bytes). */
  end(): number;
  /** Another number whenever another file took the place of the one that was known. */
  generation(): number;
  grow(file: FileHandle): Promise<void>;
}

export function createLineIndex(): LineIndex {
  let offsets = [0];
  let count = 0;
  let lastStart = 0;
  let end = 0;
  let inode: number | null = null;
  let generation = 0;

  function reset(): void {
    offsets = [0];
    count = 0;
    lastStart = 0;
    end = 0;
    generation += 1;
  }

  function addLine(lineEnd: number): void {
    count += 1;
    lastStart = end;
    end = lineEnd;
    if (count % stride === 0) offsets.push(end);
  }

  async function scan(file: FileHandle, size: number, chunk: Buffer): Promise<void> {
    let position = end;
    while (position < size) {
      const length = Math.min(chunk.length, size - position);
      const { bytesRead } = await file.read(chunk, 0, length, position);
      if (bytesRead === 0) return;
      const read = chunk.subarray(0, bytesRead);
      for (let at = read.indexOf(newline); at !== -1; at = read.indexOf(newline, at + 1)) {
        addLine(position + at + 1);
      }
      position += bytesRead;
    }
  }

  return {
    count: () => count,
    lastLine: () => ({ start: lastStart, end: Math.max(lastStart, end - 1) }),
    end: () => end,
    generation: () => generation,
    floor(line) {
      const slot = Math.min(Math.floor((line - 1) / stride), offsets.length - 1);
      return { seq: slot * stride + 1, offset: offsets[slot] ?? 0 };
    },
    async grow(file) {
      const { size, ino } = await file.stat();
      // Another file took its place: everything known is about the old one.
      if (size < end || (inode !== null && inode !== ino)) reset();
      inode = ino;
      if (size > end) await withChunk((chunk) => scan(file, size, chunk));
    },
  };
}
