import { capture, teeBaseline } from "./rows/capture.ts";
import { createSession } from "./rows/create-session.ts";
import { endToEnd } from "./rows/end-to-end.ts";
import { latency } from "./rows/latency.ts";
import { idle } from "./rows/idle.ts";
import { largeRepository } from "./rows/large-repository.ts";
import { lookups } from "./rows/lookups.ts";
import { memory } from "./rows/memory.ts";
import { piMemory } from "./rows/pi.ts";
import { requests } from "./rows/requests.ts";
import { startOfRun } from "./rows/start.ts";
import { startup } from "./rows/startup.ts";
import { formatRows, type Row } from "./table.ts";

/** The measurements by the letters they are asked for with: `pnpm bench a b`; without letters all of them. */
const measurements: { id: string; measure: (tee: () => Promise<number>) => Promise<Row[]> }[] = [
  { id: "a", measure: async (tee) => [await capture(await tee())] },
  { id: "b", measure: async (tee) => endToEnd(await tee()) },
  { id: "c", measure: async () => [...(await latency(1)), ...(await latency(20))] },
  { id: "d", measure: async () => [...(await memory()), await idle()] },
  { id: "e", measure: startup },
  { id: "f", measure: requests },
  { id: "g", measure: async () => [await startOfRun()] },
  { id: "i", measure: async () => [await piMemory()] },
  { id: "j", measure: largeRepository },
  { id: "k", measure: async () => [await createSession()] },
  { id: "l", measure: lookups },
];

const wanted = new Set(process.argv.slice(2));
let baseline: Promise<number> | null = null;
const tee = () => (baseline ??= teeBaseline());
const rows: Row[] = [];
for (const { id, measure } of measurements) {
  if (wanted.size > 0 && !wanted.has(id)) continue;
  console.error(`measuring ${id}…`);
  rows.push(...(await measure(tee)));
}
console.log(formatRows(rows));
process.exitCode = rows.some((row) => row.reached === false) ? 1 : 0;
