import { client } from "../../lib/trpc.ts";
import { pageSize } from "./journal-pages.ts";

/** So many lines are put together at once: a long journal is not held as text in memory, the browser keeps parts as it likes. */
const linesInPart = 10_000;

/**
 * Read a run's whole journal and have the browser save it as `<name>.ndjson`, one JSON record a line. Reports how far it has come, 0 to 1;
 * `signal` calls it off. @throws what reading throws
 */
export async function downloadJournal(options: {
  runId: string;
  name: string;
  onProgress: (share: number) => void;
  signal: AbortSignal;
}): Promise<void> {
  const { runId, name, onProgress, signal } = options;
  let blob = new Blob([], { type: "application/x-ndjson" });
  let lines: string[] = [];
  let after = 0;
  for (;;) {
    const page = await client.runs.events.query({ runId, after, limit: pageSize }, { signal });
    for (const event of page.events) lines.push(`${JSON.stringify(event)}\n`);
    if (lines.length >= linesInPart || page.events.length === 0) {
      blob = new Blob([blob, ...lines], { type: blob.type });
      lines = [];
    }
    const last = page.events.at(-1);
    if (!last) break;
    after = last.seq;
    onProgress(after / page.lastSeq);
    if (after >= page.lastSeq) {
      blob = new Blob([blob, ...lines], { type: blob.type });
      break;
    }
  }
  signal.throwIfAborted();
  const address = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = address;
  link.download = `${name}.ndjson`;
  link.click();
  URL.revokeObjectURL(address);
}
