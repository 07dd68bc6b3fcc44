import { stripVTControlCharacters } from "node:util";

/** Of a failure's message: the error, what was expected, and where it happened; the whole is in the output above. */
const MAX_REASON_LINES = 8;

/**
 * @typedef {import("./turbo.mjs").PlannedTask} PlannedTask
 * @typedef {import("./turbo.mjs").TaskRun} TaskRun
 */

/**
 * @typedef {object} Suite One row of the summary.
 * @property {string} name
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 * @property {number} durationMs
 * @property {boolean} cached every task of it came from turbo's cache
 * @property {string[]} failures what failed, for people
 */

/** @typedef {Pick<Suite, "passed" | "failed" | "skipped" | "failures">} Counts */

/**
 * Counts a report of vitest's or Playwright's `json` reporter. A test file that could not be loaded counts as one
 * failed test, as does an error outside any test, and anything that is no such report.
 * @param {any} report
 * @returns {Counts}
 */
export function countReport(report) {
  if (Array.isArray(report?.testResults)) {
    return countVitest(report);
  }
  if (report?.stats && Array.isArray(report.suites)) {
    return countPlaywright(report);
  }
  return { ...emptyCounts(), failed: 1, failures: ["a report is of no known kind"] };
}

/**
 * @param {any} report
 * @returns {Counts}
 */
function countVitest(report) {
  const counts = emptyCounts();
  for (const file of report.testResults) {
    let fileFailed = 0;
    for (const test of file.assertionResults) {
      if (test.status === "passed") {
        counts.passed += 1;
      } else if (test.status === "failed") {
        fileFailed += 1;
        counts.failures.push(withReason(test.fullName, test.failureMessages?.[0]));
      } else {
        counts.skipped += 1;
      }
    }
    if (file.status === "failed" && fileFailed === 0) {
      fileFailed = 1;
      counts.failures.push(withReason(file.name, file.message));
    }
    counts.failed += fileFailed;
  }
  return counts;
}

/**
 * @param {any} report
 * @returns {Counts}
 */
function countPlaywright(report) {
  const { expected, unexpected, flaky, skipped } = report.stats;
  const counts = emptyCounts();
  counts.passed = expected;
  counts.failed = unexpected + flaky + report.errors.length;
  counts.skipped = skipped;
  const visit = (/** @type {any} */ suite) => {
    for (const spec of suite.specs ?? []) {
      if (!spec.ok) {
        const results = (spec.tests ?? []).flatMap((/** @type {any} */ test) => test.results ?? []);
        const failed = results.find((/** @type {any} */ result) => result.error);
        counts.failures.push(withReason(spec.title, failed?.error?.message));
      }
    }
    for (const inner of suite.suites ?? []) {
      visit(inner);
    }
  };
  report.suites.forEach(visit);
  for (const error of report.errors) {
    counts.failures.push(String(error.message).split("\n", 1)[0] ?? "error");
  }
  return counts;
}

/**
 * One suite that passes or fails as a whole: it passes when every planned task ran and exited with 0.
 * @param {string} name
 * @param {readonly PlannedTask[]} planned
 * @param {readonly TaskRun[]} runs
 * @returns {Suite}
 */
export function wholeSuite(name, planned, runs) {
  const ofSuite = planned.map((task) => ({ task, run: runOf(task, runs) }));
  const failures = ofSuite
    .filter(({ run }) => run?.exitCode !== 0)
    .map(({ task, run }) => describeFailure(task, run));
  if (planned.length === 0) {
    failures.push(`there is no ${name} task`);
  }
  return {
    name,
    ...emptyCounts(),
    passed: failures.length === 0 ? 1 : 0,
    failed: failures.length === 0 ? 0 : 1,
    failures,
    ...timing(ofSuite.map(({ run }) => run)),
  };
}

/**
 * The suite of one test task, from its reports. It is failed also when the task failed though no test did, when it
 * never ran, and when it left no test result at all.
 * @param {PlannedTask} task
 * @param {readonly TaskRun[]} runs
 * @param {readonly any[]} reports the parsed reports that the task left
 * @returns {Suite}
 */
export function testSuite(task, runs, reports) {
  const run = runOf(task, runs);
  const counts = emptyCounts();
  for (const one of run ? reports.map(countReport) : []) {
    counts.passed += one.passed;
    counts.failed += one.failed;
    counts.skipped += one.skipped;
    counts.failures.push(...one.failures);
  }
  if (counts.failed === 0) {
    if (run?.exitCode !== 0) {
      counts.failed = 1;
      counts.failures.push(describeFailure(task, run));
    } else if (counts.passed + counts.skipped === 0) {
      counts.failed = 1;
      counts.failures.push(`${task.taskId} left no test result`);
    }
  }
  return { name: task.package.replace("@signalbox/", ""), ...counts, ...timing([run]) };
}

/**
 * The last line of `pnpm test`.
 * @param {readonly Suite[]} suites
 * @returns {{line: string, ok: boolean}} `ok` when something passed and nothing failed
 */
export function total(suites) {
  const sum = (/** @type {"passed" | "failed" | "skipped"} */ key) =>
    suites.reduce((all, suite) => all + suite[key], 0);
  const skipped = sum("skipped");
  return {
    line: `${sum("passed")} passed, ${sum("failed")} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`,
    ok: sum("failed") === 0 && sum("passed") > 0,
  };
}

/**
 * The summary as lines of text: a table, then what failed.
 * @param {readonly Suite[]} suites
 * @returns {string[]}
 */
export function formatTable(suites) {
  const width = Math.max(...suites.map((suite) => suite.name.length), 5);
  const row = (/** @type {(string | number)[]} */ [name, ...cells]) =>
    `  ${String(name).padEnd(width)}${cells.map((cell) => String(cell).padStart(9)).join("")}`;
  const lines = [row(["suite", "passed", "failed", "skipped", "time"])];
  for (const suite of suites) {
    const time = suite.cached ? "cached" : `${(suite.durationMs / 1000).toFixed(1)} s`;
    lines.push(row([suite.name, suite.passed, suite.failed, suite.skipped, time]));
  }
  for (const suite of suites) {
    for (const failure of suite.failures) {
      const [name, ...reason] = failure.split("\n");
      lines.push(`  ✗ ${suite.name}: ${name}`, ...reason.map((line) => `    │ ${line}`));
    }
  }
  return lines;
}

/**
 * What failed with the first lines of why: a pipeline that keeps only the end of its output must still tell both.
 * @param {string} name
 * @param {string | undefined} message may hold colours and a long stack
 */
function withReason(name, message) {
  const lines = stripVTControlCharacters(message ?? "").split("\n");
  return [name, ...lines.filter((line) => line.trim() !== "").slice(0, MAX_REASON_LINES)].join(
    "\n",
  );
}

/** @returns {Counts} */
function emptyCounts() {
  return { passed: 0, failed: 0, skipped: 0, failures: [] };
}

/**
 * @param {PlannedTask} task
 * @param {readonly TaskRun[]} runs
 */
function runOf(task, runs) {
  return runs.find((run) => run.taskId === task.taskId);
}

/**
 * @param {PlannedTask} task
 * @param {TaskRun | undefined} run
 */
function describeFailure(task, run) {
  return run ? `${task.taskId} exited with ${run.exitCode}` : `${task.taskId} never ran`;
}

/** @param {readonly (TaskRun | undefined)[]} runs */
function timing(runs) {
  return {
    durationMs: runs.reduce((all, run) => all + (run?.durationMs ?? 0), 0),
    cached: runs.length > 0 && runs.every((run) => run?.cached === true),
  };
}
