import type { FileHandle } from "node:fs/promises";
import { chunkBytes, withChunk } from "./buffers.ts";

const newline = 10;

/** Where a line of a journal begins. */
export interface Place {
  seq: number;
  /** Bytes. */
  offset: number;
}

/** Whole lines that follow each other. */
export interface Lines {
  /** Without the last newline; never empty. */
  text: string;
  count: number;
  /** Where the line after them begins. */
  next: Place;
}

/**
 * Reads at most `maxLines` whole lines from `place`, which lies before `end`; `end` is where a line ends. At most one chunk
 * of them, but always one line, however long it is. Null when the file became shorter meanwhile.
 */
export async function readLines(
  file: FileHandle,
  place: Place,
  options: { end: number; maxLines: number },
): Promise<Lines | null> {
  const lines = await withChunk((chunk) => readInto(file, chunk, place, options));
  if (lines !== "too long") return lines;
  // One line alone is longer than a chunk: rare, so it may have a buffer of its own.
  for (let size = chunkBytes * 4; ; size *= 4) {
    const found = await readInto(file, Buffer.allocUnsafe(size), place, {
      end: options.end,
      maxLines: 1,
    });
    if (found !== "too long") return found;
  }
}

async function readInto(
  file: FileHandle,
  buffer: Buffer,
  { seq, offset }: Place,
  { end, maxLines }: { end: number; maxLines: number },
): Promise<Lines | "too long" | null> {
  const length = Math.min(buffer.length, end - offset);
  const { bytesRead } = await file.read(buffer, 0, length, offset);
  const read = buffer.subarray(0, bytesRead);
  let count = 0;
  let last = -1;
  for (let at = read.indexOf(newline); at !== -1; at = read.indexOf(newline, last + 1)) {
    last = at;
    count += 1;
    if (count === maxLines) break;
  }
  if (count > 0) {
    const next = { seq: seq + count, offset: offset + last + 1 };
    return { text: read.toString("utf8", 0, last), count, next };
  }
  return bytesRead === buffer.length ? "too long" : null;
}

/** Goes from a place to the later line `seq` without decoding what lies between; null when the file became shorter. */
export async function skipTo(
  file: FileHandle,
  place: Place,
  options: { end: number; seq: number },
): Promise<Place | null> {
  let { seq, offset } = place;
  return withChunk(async (chunk) => {
    while (seq < options.seq) {
      const length = Math.min(chunk.length, options.end - offset);
      const { bytesRead } = await file.read(chunk, 0, length, offset);
      if (bytesRead === 0) return null;
      const read = chunk.subarray(0, bytesRead);
      let passed = bytesRead;
      for (let at = read.indexOf(newline); at !== -1; at = read.indexOf(newline, at + 1)) {
        seq += 1;
        if (seq < options.seq) continue;
        passed = at + 1;
        break;
      }
      offset += passed;
    }
    return { seq, offset };
  });
}
