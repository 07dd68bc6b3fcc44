import { describe, expect, it } from "vitest";
import { isStricter, readRetention, retentionDraftOf } from "./retention-draft.ts";

const none = { journalKeepDays: null, journalMaxBytes: null };

describe("readRetention", () => {
  it("takes nothing for no limit, and gives back what it was made from", () => {
    expect(readRetention({ days: "", megabytes: " " })).toEqual({ ok: true, update: none });
    const limits = { journalKeepDays: 30, journalMaxBytes: 1_500_000 };
    expect(readRetention(retentionDraftOf(limits))).toEqual({ ok: true, update: limits });
  });
  it("finds fault with what is no limit, each at its field", () =>
    expect(readRetention({ days: "1.5", megabytes: "x" })).toMatchObject({
      ok: false,
      issues: [{ path: "journalKeepDays" }, { path: "journalMaxBytes" }],
    }));
});

describe("isStricter", () => {
  it("is a limit where there was none, or a lower one", () => {
    expect(isStricter({ ...none, journalKeepDays: 30 }, none)).toBe(true);
    expect(isStricter({ ...none, journalMaxBytes: 1 }, { ...none, journalMaxBytes: 2 })).toBe(true);
    expect(isStricter(none, { ...none, journalKeepDays: 30 })).toBe(false);
    expect(isStricter(none, none)).toBe(false);
  });
});
