import { defineConfig } from "vitest/config";

/** The settings every package's tests share: a readable report for people, a JSON one that `scripts/test.mjs` counts. */
export function testConfig(options: { testTimeoutMs?: number; include?: string[] } = {}) {
  return defineConfig({
    test: {
      include: options.include ?? ["src/**/*.test.ts"],
      pool: "forks",
      maxWorkers: 2,
      testTimeout: options.testTimeoutMs ?? 20_000,
      hookTimeout: 30_000,
      reporters: ["default", ["json", { outputFile: "reports/vitest.json" }]],
    },
  });
}
