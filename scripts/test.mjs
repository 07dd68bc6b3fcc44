import { readReports, removeReports } from "./lib/reports.mjs";
import { planTasks, requirePnpm, runAllTasks } from "./lib/turbo.mjs";
import { formatTable, testSuite, total, wholeSuite } from "./lib/tally.mjs";

const PACKAGE_TASKS = [
  "typecheck",
  "lint",
  "test",
  "//#typecheck:root",
  "//#lint:root",
  "//#format:check",
  "//#deadcode",
];

/** After the others and alone: a page under test should not share two cores with compilers. */
const BROWSER_TASKS = ["test:browser"];

/** The suites that pass or fail as a whole, by the names of their tasks. */
const WHOLE_SUITES = {
  build: ["generate", "build"],
  types: ["typecheck", "typecheck:root"],
  lint: ["lint", "lint:root"],
  format: ["format:check"],
  "dead code": ["deadcode"],
};

console.log("Signalbox: build, types, lint, format, dead code, then the tests of every package");
console.log(
  "and of the page in Chromium. The first time takes minutes; unchanged parts are cached.",
);

requirePnpm();
const startedAt = Date.now();
const planned = await planTasks([...PACKAGE_TASKS, ...BROWSER_TASKS]);
const testTasks = planned.filter(({ task }) => task === "test" || task === "test:browser");
// What an earlier run left must not be counted; turbo brings back the reports of the tasks it has cached.
for (const { directory } of testTasks) {
  await removeReports(directory);
}
const runs = [...(await runAllTasks(PACKAGE_TASKS)), ...(await runAllTasks(BROWSER_TASKS))];

const suites = [];
for (const [name, tasks] of Object.entries(WHOLE_SUITES)) {
  const ofSuite = planned.filter(({ task }) => tasks.includes(task));
  suites.push(wholeSuite(name, ofSuite, runs));
}
for (const task of testTasks) {
  suites.push(testSuite(task, runs, await readReports(task.directory)));
}

console.log(["", ...formatTable(suites), ""].join("\n"));
console.log(`  ${((Date.now() - startedAt) / 1000).toFixed(1)} s in all\n`);
const { line, ok } = total(suites);
console.log(line);
process.exitCode = ok ? 0 : 1;
