/** How many buffers are kept for the next reader: more are in use only while that many reads are under way at once. */
const maxKept = 4;
const kept: Buffer[] = [];

/**
 * The size of one read from a journal, and so of what is decoded at once: with it a flood stayed within the server's memory
 * bar; why larger reads needed more is not known. Bytes; 96 KiB.
 */
export const chunkBytes = 98_304;

/**
 * Gives `work` a buffer of `chunkBytes`, which is another reader's afterwards. Memory outside the heap is given back late:
 * a fresh buffer for each read would cost hundreds of megabytes in a flood.
 */
export async function withChunk<Result>(work: (chunk: Buffer) => Promise<Result>): Promise<Result> {
  const chunk = kept.pop() ?? Buffer.allocUnsafeSlow(chunkBytes);
  try {
    return await work(chunk);
  } finally {
    if (kept.length < maxKept) kept.push(chunk);
  }
}
