import { defineConfig } from "vitest/config";

/**
 * When a test counts as hanging. Far above what any takes alone: the tests start real servers, agents and gits, and a
 * slower machine with two cores and a noisy neighbour is no failure of theirs.
 */
const DEFAULT_TEST_TIMEOUT_MS = 60_000;

/** The settings every package's tests share: a readable report for people, a JSON one that `scripts/test.mjs` counts. */
export function testConfig(options: { testTimeoutMs?: number; include?: string[] } = {}) {
  return defineConfig({
    test: {
      include: options.include ?? ["src/**/*.test.ts"],
      pool: "forks",
      maxWorkers: 2,
      testTimeout: options.testTimeoutMs ?? DEFAULT_TEST_TIMEOUT_MS,
      hookTimeout: DEFAULT_TEST_TIMEOUT_MS,
      // Vitest's own second is shorter than a start of git or Node under load.
      expect: { poll: { timeout: DEFAULT_TEST_TIMEOUT_MS / 2 } },
      reporters: ["default", ["json", { outputFile: "reports/vitest.json" }]],
    },
  });
}
