import { describe, expect, it } from "vitest";
import {
  formatAgo,
  formatBytes,
  formatCost,
  formatDuration,
  formatElapsed,
  formatLeft,
  formatLimit,
  formatTokens,
  formatUsd,
} from "./format.ts";

describe("formatDuration", () => {
  it.each([
    [0, "under 0.1 s"],
    [99, "under 0.1 s"],
    [100, "0.1 s"],
    [420, "0.4 s"],
    [9_990, "9.9 s"],
    [12_900, "12 s"],
    [185_000, "3 min 05 s"],
    [7_620_000, "2 h 07 min"],
    [273_600_000, "3 d 4 h"],
    [-5, "under 0.1 s"],
  ])("says %i ms as %s", (ms, words) => expect(formatDuration(ms)).toBe(words));

  it("keeps a running clock in whole seconds", () => {
    expect(formatElapsed(1_999)).toBe("1 s");
    expect(formatElapsed(61_000)).toBe("1 min 01 s");
  });
});

describe("what is not known", () => {
  it("is said to be unknown and never 0", () => {
    expect(formatTokens(null)).toBe("unknown");
    expect(formatUsd(null)).toBe("unknown");
    expect(formatTokens(0)).toBe("0");
    expect(formatUsd(0)).toBe("$0.00");
  });
});

describe("numbers", () => {
  it("shortens tokens", () => {
    expect([950, 1_000, 12_345, 250_000, 4_100_000].map(formatTokens)).toEqual([
      "950",
      "1k",
      "12.3k",
      "250k",
      "4.1M",
    ]);
  });
  it("shows less than a cent", () => expect(formatUsd(0.0042)).toBe("$0.0042"));
  it("never shows what costs something as nothing", () =>
    expect(formatUsd(0.000_01)).toBe("under $0.0001"));
  it("marks estimates, says what is not known, and what is more than it says", () => {
    expect(formatCost({ costUsd: 0.25, costEstimated: true })).toBe("≈ $0.25");
    expect(formatCost({ costUsd: null, costEstimated: true })).toBe("unknown");
    expect(formatCost({ costUsd: 0.25, costPartial: true })).toBe("at least $0.25");
  });
  it("counts down to nothing, and says round limits in short", () => {
    expect([59_001, 1, 0].map(formatLeft)).toEqual(["1 min 00 s", "1 s", "0 s"]);
    expect([1_800_000, 5_400_000, 3_600_000].map(formatLimit)).toEqual([
      "30 min",
      "1 h 30 min",
      "1 h",
    ]);
  });
});

describe("formatAgo", () => {
  it("counts up to days", () => {
    const now = Date.UTC(2026, 10, 24);
    expect(formatAgo(now - 5_000, now)).toBe("just now");
    expect(formatAgo(now - 5 * 60_000, now)).toBe("5 min ago");
    expect(formatAgo(now - 3 * 86_400_000, now)).toBe("3 d ago");
  });
});

describe("formatBytes", () => {
  it.each([
    [0, "0 bytes"],
    [1, "1 byte"],
    [999, "999 bytes"],
    [1_000, "1 kB"],
    [999_999, "1 MB"],
    [12_340_000, "12.3 MB"],
    [340_000_000, "340 MB"],
    [2_100_000_000_000_000, "2100 TB"],
  ])("says %i bytes as %s", (bytes, words) => expect(formatBytes(bytes)).toBe(words));
});
