import type { IterationOutline } from "@signalbox/shared";
import { describe, expect, it } from "vitest";
import { binsOf } from "./bins.ts";

const iteration = (number: number, change: Partial<IterationOutline> = {}): IterationOutline => ({
  iteration: number,
  firstSeq: number * 10,
  lastSeq: number * 10 + 9,
  startedAt: "2026-01-01T00:00:00.000Z",
  endedAt: "2026-01-01T00:01:00.000Z",
  outcome: "succeeded",
  promise: false,
  problem: null,
  category: null,
  inputTokens: 10,
  outputTokens: 1,
  costUsd: null,
  costEstimated: false,
  commit: null,
  filesChanged: null,
  insertions: null,
  deletions: null,
  checks: [],
  ...change,
});

describe("binsOf", () => {
  it("gives each iteration a bar of its own while there is room", () =>
    expect(
      binsOf([iteration(1), iteration(2)], 10).map(({ first, last }) => [first, last]),
    ).toEqual([
      [1, 1],
      [2, 2],
    ]));

  it("puts a thousand iterations into as many bars as fit, and loses none", () => {
    const bins = binsOf(
      Array.from({ length: 1_000 }, (_, index) => iteration(index + 1)),
      120,
    );
    expect(bins.length).toBeLessThanOrEqual(120);
    expect(bins.at(-1)?.last).toBe(1_000);
    expect(bins.reduce((sum, bin) => sum + (bin.inputTokens ?? 0), 0)).toBe(10_000);
  });

  it("tells what nobody told from nothing, and of a bin what matters most", () => {
    const [bin] = binsOf(
      [
        iteration(1, { promise: true, checks: [{ name: "t", passed: false, seq: 12 }] }),
        iteration(2, { outcome: "failed", insertions: 0, deletions: 3 }),
      ],
      1,
    );
    expect(bin).toMatchObject({ costUsd: null, insertions: 0, deletions: 3, outcome: "failed" });
    expect(bin).toMatchObject({ checksPassed: 0, checksFailed: 1, seq: 10 });
  });

  it("has no bars for no iterations", () => expect(binsOf([], 10)).toEqual([]));
});
