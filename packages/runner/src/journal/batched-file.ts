import { fsyncSync, writeSync } from "node:fs";

/** So much may wait before it is written at once: bounds memory and slows a flooding agent down. Characters. */
const maxPendingLength = 131_072;
/** A character is at most so many bytes of UTF-8. */
const maxBytesPerCharacter = 3;
/**
 * The pause between two writes that nothing hurries (ms): a flood becomes a few hundred writes a second instead of one for each
 * piece of it, readers are woken as seldom, and nobody sees the delay.
 */
const writePauseMs = 4;

/** A file that is written to in batches, in order, synchronously. */
export interface BatchedFile {
  /** Adds text; it is written soon, or at once when much is waiting. */
  add(text: string): void;
  /** Writes what is waiting; `durable` also makes it survive a power cut. Failures go to `onFailure`. */
  flush(options: { durable: boolean }): void;
  /** Writes what is waiting and makes it durable. @throws the system's error when that fails */
  close(): void;
}

/** The descriptor stays the caller's. What could not be written is kept, and is the first to be written the next time. */
export function createBatchedFile(
  descriptor: number,
  onFailure: (error: Error) => void,
): BatchedFile {
  const scratch = Buffer.allocUnsafe(maxPendingLength * maxBytesPerCharacter);
  let pending = "";
  /** What is left of a write that stopped half-way. */
  let rest: Buffer = Buffer.alloc(0);
  let timer: NodeJS.Timeout | null = null;

  function write(durable: boolean): void {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    let bytes = takePending();
    try {
      while (bytes.length > 0) bytes = bytes.subarray(writeSync(descriptor, bytes));
    } finally {
      rest = Buffer.from(bytes);
    }
    if (durable) fsyncSync(descriptor);
  }

  function takePending(): Buffer {
    const text = pending;
    pending = "";
    const isSmall = rest.length === 0 && text.length * maxBytesPerCharacter <= scratch.length;
    return isSmall
      ? scratch.subarray(0, scratch.write(text))
      : Buffer.concat([rest, Buffer.from(text)]);
  }

  function flush(durable: boolean): void {
    try {
      write(durable);
    } catch (error) {
      onFailure(error instanceof Error ? error : new Error(String(error)));
    }
  }

  return {
    add(text) {
      pending += text;
      if (pending.length >= maxPendingLength) flush(false);
      else timer ??= setTimeout(flush, writePauseMs, false);
    },
    flush: ({ durable }) => flush(durable),
    close: () => write(true),
  };
}
