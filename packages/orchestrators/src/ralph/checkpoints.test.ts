import { expect, test } from "vitest";
import { checkpointSubject } from "./checkpoints.ts";

test("a checkpoint is named after the run, the iteration and the prompt's first line", () => {
  expect(checkpointSubject(2, 3, "\n  Fix the sums.\n\nAll of them.")).toBe(
    "Run 2, iteration 3: Fix the sums.",
  );
});

test("a long or odd first line stays one line of at most 72 characters", () => {
  const subject = checkpointSubject(1, 1, `Tidy\u001B[31m\tup ${"🙂".repeat(100)}`);
  expect(subject).toMatch(/^Run 1, iteration 1: Tidy \[31m up 🙂+…$/u);
  expect(Array.from(subject)).toHaveLength(72);
});
