import { describe, expect, it } from "vitest";
import { comparisonOptions, optionOf } from "./comparison.ts";

const commits = [
  {
    commit: "c".repeat(40),
    parents: ["b".repeat(40)],
    subject: "Third",
    committedAt: "2026-01-03T00:00:00Z",
  },
  {
    commit: "b".repeat(40),
    parents: ["a".repeat(40)],
    subject: "Second",
    committedAt: "2026-01-02T00:00:00Z",
  },
];

describe("comparisonOptions", () => {
  it("offers the whole, the uncommitted, the last run and each checkpoint alone", () => {
    const runs = [{ number: 2, createdAt: "2026-01-02T12:00:00.500Z" }];
    expect(comparisonOptions(commits, runs).map(({ label }) => label)).toEqual([
      "The whole session",
      "Not committed yet",
      "Since run 2 began",
      "Only cccccccc Third",
      "Only bbbbbbbb Second",
    ]);
  });
  it("does not offer the run that began the session: that is the whole", () => {
    const runs = [{ number: 1, createdAt: "2026-01-02T00:00:00.700Z" }];
    const options = comparisonOptions(commits, runs);
    expect(options.some(({ value }) => value === "run")).toBe(false);
  });
});

describe("optionOf", () => {
  const options = comparisonOptions(commits, []);
  it("knows what the address says", () => {
    expect(optionOf(options, {})?.value).toBe("session");
    expect(optionOf(options, { from: "head" })?.value).toBe("uncommitted");
    expect(optionOf(options, { from: "a".repeat(40), to: "b".repeat(40) })?.value).toBe(
      "b".repeat(40),
    );
  });
  it("leaves any other pair to be named by its two ends", () =>
    expect(optionOf(options, { from: "a".repeat(40), to: "c".repeat(40) })).toBeNull());
});
