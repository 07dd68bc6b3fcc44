import { open } from "node:fs/promises";

const chunkBytes = 65_536;
const newline = 10;

/**
 * Cuts off a last line that its writer did not finish. Only for a journal whose writer is dead.
 * Resolves to the number of bytes that were cut off; a missing file is fine.
 */
export async function cutTornLine(path: string): Promise<number> {
  const file = await open(path, "r+").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  if (file === null) return 0;
  try {
    const { size } = await file.stat();
    let end = size;
    while (end > 0) {
      const start = Math.max(0, end - chunkBytes);
      const length = end - start;
      const { buffer } = await file.read(Buffer.alloc(length), 0, length, start);
      const at = buffer.lastIndexOf(newline);
      end = at === -1 ? start : start + at + 1;
      if (at !== -1) break;
    }
    if (end < size) {
      await file.truncate(end);
      await file.sync();
    }
    return size - end;
  } finally {
    await file.close();
  }
}
