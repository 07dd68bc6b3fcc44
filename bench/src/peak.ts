import type { BenchServer } from "./server.ts";

const intervalMs = 200;

/** The server's highest memory in bytes while `work` goes on, looked at five times a second. */
export async function peakDuring(
  server: Pick<BenchServer, "memoryBytes">,
  work: () => Promise<unknown>,
): Promise<number> {
  let peakBytes = 0;
  const look = async () => {
    peakBytes = Math.max(peakBytes, await server.memoryBytes());
  };
  const sampler = setInterval(() => void look(), intervalMs);
  try {
    await work();
  } finally {
    clearInterval(sampler);
  }
  await look();
  return peakBytes;
}
