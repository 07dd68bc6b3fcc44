import { expect, test } from "vitest";
import { causeWords, type RunCause } from "./cause-words.ts";

const run: RunCause = { reason: "max_iterations", category: null, checksFailed: 0 };

test("a problem is told before failed checks, and failed checks before nothing", () => {
  expect(causeWords({ ...run, category: "auth", checksFailed: 2 })).toBe("Not logged in");
  expect(causeWords({ ...run, category: "other", checksFailed: 2 })).toBe("2 checks failed");
  expect(causeWords({ ...run, checksFailed: 1 })).toBe("A check failed");
  expect(causeWords(run)).toBeNull();
});

test("a run that goes on, was stopped or was lost has no cause of its own", () => {
  for (const reason of [null, "stopped", "runner_lost"] as const) {
    expect(causeWords({ ...run, reason, checksFailed: 1 })).toBeNull();
  }
});
