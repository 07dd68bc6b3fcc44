import type { FileHandle } from "node:fs/promises";

const chunkBytes = 131_072;
const newline = 10;

/**
 * Yields the lines (without their newline) of the bytes from `start` to `end`, which must end with a newline, in chunks:
 * memory holds one chunk and one line.
 */
export async function* linesBetween(
  file: FileHandle,
  start: number,
  end: number,
): AsyncGenerator<string[]> {
  let carried: Buffer[] = [];
  for (let position = start; position < end;) {
    const length = Math.min(chunkBytes, end - position);
    const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(length), 0, length, position);
    if (bytesRead === 0) return;
    position += bytesRead;
    const chunk = buffer.subarray(0, bytesRead);
    const last = chunk.lastIndexOf(newline);
    if (last === -1) {
      carried.push(chunk);
      continue;
    }
    const whole = Buffer.concat([...carried, chunk.subarray(0, last)]);
    carried = [chunk.subarray(last + 1)];
    yield whole.toString("utf8").split("\n");
  }
}
