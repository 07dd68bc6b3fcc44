import type { OutputLine } from "./types.ts";

const lineFeed = 0x0a;
const carriageReturn = 0x0d;

export interface LineSplitter {
  /** The lines that this chunk completes. */
  push(chunk: Buffer): OutputLine[];
  /** What is left: a last line without a line end. */
  end(): OutputLine[];
}

/** How much of a long line is looked at to tell whether the rest of it is needed. 16 KiB. */
const beginningBytes = 16_384;

/**
 * Makes lines of chunks of bytes, and holds at most `maxLineBytes` of a line that is not complete; of one whose beginning is enough,
 * no more than that.
 */
export function createLineSplitter(
  maxLineBytes: number,
  isBeginningEnough?: (beginning: string) => boolean,
): LineSplitter {
  let parts: Buffer[] = [];
  let size = 0;
  let cut = false;
  /** How much is kept of the line that is being read. */
  let limit = maxLineBytes;
  let asked = isBeginningEnough === undefined;
  const ask = (part: Buffer) => {
    asked = true;
    const beginning = Buffer.concat([...parts, part.subarray(0, beginningBytes - size)]);
    if (isBeginningEnough?.(beginning.toString()) === true) {
      limit = Math.min(beginningBytes, maxLineBytes);
    }
  };
  const keep = (part: Buffer) => {
    if (!asked && size + part.length > beginningBytes) ask(part);
    // One byte more than the limit: the line end may be \r\n, and a cut must be told from a line that just fits.
    const room = limit + 1 - size;
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
    const truncated = cut || bytes.length > limit;
    const text = decode(bytes, truncated ? limit : null);
    parts = [];
    size = 0;
    cut = false;
    limit = maxLineBytes;
    asked = isBeginningEnough === undefined;
    return { text, truncated };
  };
  const splitBytes = (bytes: Buffer, lines: OutputLine[]) => {
    let start = 0;
    for (let end = bytes.indexOf(lineFeed); end !== -1; end = bytes.indexOf(lineFeed, start)) {
      keep(bytes.subarray(start, end));
      lines.push(finish());
      start = end + 1;
    }
  };
  return {
    push(chunk) {
      const lines: OutputLine[] = [];
      const firstEnd = chunk.indexOf(lineFeed);
      if (firstEnd === -1) {
        keep(chunk);
        return lines;
      }
      const lastEnd = chunk.lastIndexOf(lineFeed);
      let start = 0;
      if (size > 0) {
        keep(chunk.subarray(0, firstEnd));
        lines.push(finish());
        start = firstEnd + 1;
      }
      if (start <= lastEnd) {
        // Where no line can be too long, all are decoded at once.
        const longest = asked ? maxLineBytes : beginningBytes;
        if (lastEnd - start <= longest) splitText(chunk.toString("utf8", start, lastEnd), lines);
        else splitBytes(chunk.subarray(start, lastEnd + 1), lines);
      }
      keep(chunk.subarray(lastEnd + 1));
      return lines;
    },
    end() {
      return size > 0 ? [finish()] : [];
    },
  };
}

/** Whole lines, decoded at once: a line feed is never a part of another character, so each comes out as by itself. */
function splitText(text: string, lines: OutputLine[]): void {
  let start = 0;
  while (start <= text.length) {
    const at = text.indexOf("\n", start);
    const next = at === -1 ? text.length : at;
    const end = next > start && text.charCodeAt(next - 1) === carriageReturn ? next - 1 : next;
    lines.push({ text: text.slice(start, end), truncated: false });
    start = next + 1;
  }
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
