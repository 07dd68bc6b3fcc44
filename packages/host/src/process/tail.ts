/** The end of a stream of bytes, bounded. */
export interface Tail {
  push(chunk: Buffer): void;
  /** The kept bytes as text; bytes that are no UTF-8 become U+FFFD. */
  text(): string;
  /** Whether something before the kept bytes was dropped. */
  truncated(): boolean;
}

/** Keeps the last `maxBytes` bytes that are pushed, in memory of at most twice that and one chunk. */
export function createTail(maxBytes: number): Tail {
  let chunks: Buffer[] = [];
  let size = 0;
  let dropped = false;
  const compact = () => {
    const joined = Buffer.concat(chunks);
    const kept = joined.subarray(Math.max(0, joined.length - maxBytes));
    dropped ||= kept.length < joined.length;
    chunks = [kept];
    size = kept.length;
  };
  return {
    push(chunk) {
      chunks.push(chunk);
      size += chunk.length;
      if (size > maxBytes * 2) {
        compact();
      }
    },
    text() {
      compact();
      const bytes = chunks[0] ?? Buffer.alloc(0);
      return (dropped ? skipPartialCharacter(bytes) : bytes).toString("utf8");
    },
    truncated() {
      return dropped || size > maxBytes;
    },
  };
}

/** A cut may fall inside a character: its continuation bytes (10xxxxxx, three at most) are left out. */
function skipPartialCharacter(bytes: Buffer): Buffer {
  let start = 0;
  while (start < 3 && ((bytes[start] ?? 0) & 0b1100_0000) === 0b1000_0000) {
    start += 1;
  }
  return bytes.subarray(start);
}
