import type { Readable } from "node:stream";
import type { OutputLine } from "./types.ts";

const lineFeed = 0x0a;
const carriageReturn = 0x0d;

export interface ReadLinesOptions {
  /** Longer lines are cut to this many bytes (at a character's end) and marked; the rest of the line is dropped. */
  maxLineBytes: number;
  /** Gets every line in order; a returned promise holds the stream back until it settles. */
  onLine(line: OutputLine): void | Promise<void>;
}

/**
 * Reads a program's output line by line. Lines are split at bytes before they are decoded, so a character that falls on two
 * chunks is whole; bytes that are no UTF-8 become U+FFFD. A last line without a line end is a line too. Memory stays
 * within `maxLineBytes` and one chunk. Resolves at the stream's end, also when it was destroyed; rejects only when `onLine` does.
 */
export async function readLines(readable: Readable, options: ReadLinesOptions): Promise<void> {
  const splitter = createLineSplitter(options.maxLineBytes);
  const deliver = async (lines: OutputLine[]) => {
    for (const line of lines) {
      await options.onLine(line);
    }
  };
  for await (const chunk of chunksOf(readable)) {
    await deliver(splitter.push(chunk));
  }
  await deliver(splitter.end());
}

/** A destroyed pipe ends like a closed one: the reader gets what came through. */
async function* chunksOf(readable: Readable): AsyncGenerator<Buffer> {
  const iterator: AsyncIterator<Buffer> = readable[Symbol.asyncIterator]();
  while (true) {
    const next = await iterator.next().catch(() => null);
    if (next === null || next.done === true) {
      return;
    }
    yield next.value;
  }
}

function createLineSplitter(maxLineBytes: number) {
  let parts: Buffer[] = [];
  let size = 0;
  let cut = false;
  const keep = (part: Buffer) => {
    // One byte more than the limit: the line end may be \r\n, and a cut must be told from a line that just fits.
    const room = maxLineBytes + 1 - size;
    if (part.length > room) {
      cut = true;
    }
    if (room > 0 && part.length > 0) {
      parts.push(part.subarray(0, room));
      size += Math.min(part.length, room);
    }
  };
  const finish = (): OutputLine => {
    let bytes = parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts);
    if (!cut && bytes.at(-1) === carriageReturn) {
      bytes = bytes.subarray(0, -1);
    }
    const truncated = cut || bytes.length > maxLineBytes;
    parts = [];
    size = 0;
    cut = false;
    return { text: decode(bytes, truncated ? maxLineBytes : null), truncated };
  };
  return {
    push(chunk: Buffer): OutputLine[] {
      const lines: OutputLine[] = [];
      let start = 0;
      let end = chunk.indexOf(lineFeed);
      while (end !== -1) {
        keep(chunk.subarray(start, end));
        lines.push(finish());
        start = end + 1;
        end = chunk.indexOf(lineFeed, start);
      }
      keep(chunk.subarray(start));
      return lines;
    },
    end(): OutputLine[] {
      return size > 0 ? [finish()] : [];
    },
  };
}

/** Decodes bytes; a cut moves back to the start of a character that it would halve. */
function decode(bytes: Buffer, limit: number | null): string {
  if (limit === null) {
    return bytes.toString("utf8");
  }
  let end = Math.min(limit, bytes.length);
  for (let back = 0; back < 3 && end > 0 && isContinuation(bytes[end]); back += 1) {
    end -= 1;
  }
  return bytes.toString("utf8", 0, end);
}

function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0b1100_0000) === 0b1000_0000;
}
