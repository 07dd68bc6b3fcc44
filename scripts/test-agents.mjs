import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { readReports, removeReports } from "./lib/reports.mjs";
import { formatTable, testSuite, total } from "./lib/tally.mjs";
import { planTasks, projectRoot, requirePnpm, runAllTasks } from "./lib/turbo.mjs";

const TASK = "test:agents";

/** The one package that has the task: the others, and what they would build for it, are left alone. */
const ARGS = [TASK, "--filter=@signalbox/real-agents"];

/** Where the task leaves its reports, apart from those of the package's other tests. */
const REPORTS = "reports/agents";

console.log("Signalbox with the real coding agents: each drives a scripted model on loopback.");
console.log("The first time installs them (1.2 GB); unchanged, the result is cached.");

requirePnpm();
const startedAt = Date.now();
const tasks = (await planTasks(ARGS)).filter(({ task }) => task === TASK);
let runs = await run();
// A program that could not be installed then may be there now: a result with a gap is not worth keeping.
if (runs.every(({ cached }) => cached) && (await skipped()) !== "") {
  runs = await run("--force");
}
const suites = [];
for (const task of tasks) {
  suites.push(testSuite(task, runs, await readReports(task.directory, REPORTS)));
}

console.log(["", ...formatTable(suites), ""].join("\n"));
console.log(`  ${((Date.now() - startedAt) / 1000).toFixed(1)} s in all\n`);
console.log(await skipped());
const { line, ok } = total(suites);
console.log(line);
process.exitCode = ok ? 0 : 1;

/** @param {string[]} flags */
async function run(...flags) {
  for (const { directory } of tasks) await removeReports(directory, REPORTS);
  return runAllTasks([...ARGS, ...flags]);
}

/** The framed lines about programs that were not tested; empty when all were. */
async function skipped() {
  const texts = tasks.map(({ directory }) =>
    readFile(join(projectRoot, directory, REPORTS, "skipped.txt"), "utf8").catch(() => ""),
  );
  return (await Promise.all(texts)).join("");
}
