import { formatRows, type Row } from "../table.ts";
import { firstLoad } from "./first-load.ts";
import { flood } from "./flood.ts";
import { largeRun } from "./large-run.ts";

/** What is measured of the page in a real Chromium, by name: `pnpm bench:web flood`; without names everything. */
const measurements: Record<string, () => Promise<Row[]>> = {
  "first-load": firstLoad,
  flood,
  "large-run": largeRun,
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in measurements));
if (unknown.length > 0) {
  console.error(
    `No such measurement: ${unknown.join(", ")}. There are ${Object.keys(measurements).join(", ")}.`,
  );
  process.exit(2);
}
const rows: Row[] = [];
for (const [name, measure] of Object.entries(measurements)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.error(`measuring ${name}…`);
  rows.push(...(await measure()));
}
console.log(formatRows(rows));
process.exitCode = rows.some((row) => row.reached === false) ? 1 : 0;
