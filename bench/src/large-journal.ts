import { once } from "node:events";
import { createWriteStream } from "node:fs";

/** Write a journal of `lines` lines of output and the end of its run; gives how many events that are. */
export async function writeLargeJournal(file: string, lines: number): Promise<number> {
  const at = new Date().toISOString();
  const out = createWriteStream(file);
  const write = async (record: object) => {
    if (!out.write(`${JSON.stringify(record)}\n`)) await once(out, "drain");
  };
  for (let seq = 1; seq <= lines; seq += 1) {
    const text = `line ${String(seq).padStart(7, "0")} ${"x".repeat(80)}`;
    await write({ seq, at, type: "output", iteration: 1, stream: "stdout", text });
  }
  await write({ ...endOfRun(at), seq: lines + 1 });
  out.end();
  await once(out, "close");
  return lines + 1;
}

/** The last event of a seeded run, without its seq. */
export function endOfRun(at: string) {
  return {
    at,
    type: "run.ended",
    status: "completed",
    reason: "completed",
    message: "bench",
    exitCode: 0,
    iterations: 1,
    inputTokens: null,
    outputTokens: null,
    costUsd: null,
    durationMs: 1,
  };
}
