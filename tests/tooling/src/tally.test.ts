import { describe, expect, it } from "vitest";
import {
  countReport,
  formatTable,
  testSuite,
  total,
  wholeSuite,
} from "../../../scripts/lib/tally.mjs";

const TASK = {
  taskId: "@signalbox/db#test",
  task: "test",
  package: "@signalbox/db",
  directory: "packages/db",
  command: "vitest run",
};

function run(exitCode: number, cached = false) {
  return { taskId: TASK.taskId, cached, exitCode, durationMs: 1500 };
}

function vitestReport(statuses: string[], fileStatus = "passed") {
  return {
    testResults: [
      {
        name: "src/a.test.ts",
        status: fileStatus,
        assertionResults: statuses.map((status, index) => ({ status, fullName: `test ${index}` })),
      },
    ],
  };
}

describe("countReport", () => {
  it("counts passed, failed and skipped tests of vitest", () => {
    const counts = countReport(vitestReport(["passed", "failed", "skipped", "todo"], "failed"));
    expect(counts).toEqual({ passed: 1, failed: 1, skipped: 2, failures: ["test 1"] });
  });

  it("tells the first lines of why a test failed, without colours and empty lines", () => {
    const failureMessages = [
      "\u001b[31mError: it hangs\u001b[39m\n\n    at here\n" + "x\n".repeat(30),
    ];
    const report = vitestReport(["failed"], "failed");
    Object.assign(report.testResults[0]?.assertionResults[0] ?? {}, { failureMessages });
    const [failure = ""] = countReport(report).failures;
    expect(failure.split("\n").slice(0, 3)).toEqual(["test 0", "Error: it hangs", "    at here"]);
    expect(failure.split("\n").length).toBeLessThan(12);
    const suite = testSuite(TASK, [run(1)], [report]);
    expect(formatTable([suite])).toContain("    │ Error: it hangs");
  });

  it("counts a test file that could not be loaded as one failed test", () => {
    const counts = countReport(vitestReport([], "failed"));
    expect(counts).toEqual({ passed: 0, failed: 1, skipped: 0, failures: ["src/a.test.ts"] });
  });

  it("counts Playwright's unexpected and flaky tests and errors outside tests as failed", () => {
    const counts = countReport({
      stats: { expected: 3, unexpected: 1, flaky: 1, skipped: 2 },
      errors: [{ message: "Error: no browser\nat x" }],
      suites: [{ suites: [{ specs: [{ ok: false, title: "stops a run" }] }] }],
    });
    expect(counts).toEqual({
      passed: 3,
      failed: 3,
      skipped: 2,
      failures: ["stops a run", "Error: no browser"],
    });
  });

  it.each([null, {}, []])("counts %j, which is no report, as failed", (report) => {
    expect(countReport(report).failed).toBe(1);
  });
});

describe("testSuite", () => {
  it("takes its counts from the reports", () => {
    const suite = testSuite(TASK, [run(0)], [vitestReport(["passed", "passed"])]);
    expect(suite).toMatchObject({ name: "db", passed: 2, failed: 0, durationMs: 1500 });
  });

  it("is failed when the task failed though no test did", () => {
    const suite = testSuite(TASK, [run(1)], [vitestReport(["passed"])]);
    expect(suite).toMatchObject({ passed: 1, failed: 1 });
    expect(suite.failures).toEqual(["@signalbox/db#test exited with 1"]);
  });

  it("is failed when the task never ran, whatever reports lie about", () => {
    const suite = testSuite(TASK, [], [vitestReport(["passed"])]);
    expect(suite).toMatchObject({ passed: 0, failed: 1 });
    expect(suite.failures).toEqual(["@signalbox/db#test never ran"]);
  });

  it("is failed when the task succeeded without a single result", () => {
    expect(testSuite(TASK, [run(0)], [])).toMatchObject({ passed: 0, failed: 1 });
  });
});

describe("wholeSuite", () => {
  it("passes as one when every task exited with 0", () => {
    expect(wholeSuite("types", [TASK], [run(0, true)])).toMatchObject({
      passed: 1,
      failed: 0,
      cached: true,
    });
  });

  it("fails as one when a task failed, never ran, or does not exist", () => {
    expect(wholeSuite("types", [TASK], [run(2)])).toMatchObject({ passed: 0, failed: 1 });
    expect(wholeSuite("types", [TASK], [])).toMatchObject({ passed: 0, failed: 1 });
    expect(wholeSuite("types", [], [])).toMatchObject({ passed: 0, failed: 1 });
  });
});

describe("total", () => {
  const suite = { name: "db", failures: [], durationMs: 0, cached: false };

  it("is one line, with the skipped ones only when there are any", () => {
    expect(total([{ ...suite, passed: 4, failed: 0, skipped: 0 }])).toEqual({
      line: "4 passed, 0 failed",
      ok: true,
    });
    expect(total([{ ...suite, passed: 4, failed: 0, skipped: 1 }]).line).toBe(
      "4 passed, 0 failed, 1 skipped",
    );
  });

  it("is not ok when something failed or nothing passed", () => {
    expect(total([{ ...suite, passed: 4, failed: 1, skipped: 0 }]).ok).toBe(false);
    expect(total([{ ...suite, passed: 0, failed: 0, skipped: 3 }]).ok).toBe(false);
    expect(total([]).ok).toBe(false);
  });
});

describe("formatTable", () => {
  it("names every failure under the table", () => {
    const lines = formatTable([
      {
        name: "db",
        passed: 1,
        failed: 1,
        skipped: 0,
        durationMs: 2000,
        cached: false,
        failures: ["migrates"],
      },
    ]);
    expect(lines).toHaveLength(3);
    expect(lines[1]).toMatch(/db +1 +1 +0 +2\.0 s/);
    expect(lines[2]).toContain("db: migrates");
  });
});
