import { testConfig } from "../../vitest.shared.ts";

const shared = testConfig({ testTimeoutMs: 180_000, include: ["src/scenarios/*.test.ts"] });

/** The tests of the real agents: they wait more than they work, so that several run at once. */
export default {
  test: {
    ...shared.test,
    maxWorkers: 3,
    maxConcurrency: 3,
    reporters: ["default", ["json", { outputFile: "reports/agents/vitest.json" }]],
  },
};
