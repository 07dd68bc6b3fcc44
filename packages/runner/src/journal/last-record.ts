import { open } from "node:fs/promises";
import type { Event } from "@signalbox/shared";

/** More than the last records of nearly every journal, and quickly read. Bytes; 64 KiB. */
const tailBytes = 65_536;

/**
 * The last whole record of a journal, from its tail alone; null when there is none, when the tail holds no whole record or when
 * it is damaged. Cheap however long the journal is.
 */
export async function lastRecord(path: string): Promise<Event | null> {
  const file = await open(path, "r").catch(() => null);
  if (file === null) return null;
  try {
    const { size } = await file.stat();
    const length = Math.min(size, tailBytes);
    const { buffer, bytesRead } = await file.read(
      Buffer.allocUnsafe(length),
      0,
      length,
      size - length,
    );
    const lines = buffer.toString("utf8", 0, bytesRead).split("\n");
    // Behind the last newline is nothing, or a record that is not whole; the first line may be half of one.
    if (lines.length < 2 || (lines.length === 2 && length < size)) return null;
    return JSON.parse(lines.at(-2) ?? "");
  } catch {
    return null;
  } finally {
    await file.close();
  }
}
