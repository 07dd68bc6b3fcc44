// A command agent for tests: one file an iteration, the promise only in the third.
import { writeFile } from "node:fs/promises";

const iteration = Number(process.env.SIGNALBOX_ITERATION);
for await (const chunk of process.stdin) void chunk;
await writeFile(`work-${iteration}.txt`, `iteration ${iteration}\n`);
console.log(`working in iteration ${iteration}`);
if (iteration >= 3) console.log("<promise>COMPLETE</promise>");
