import { describe, expect, it } from "vitest";
import { linesBetween } from "./cursor.ts";
import { rowsOf } from "./diff-rows.ts";
import { diffTexts } from "./patch.ts";

const far = "\n".repeat(20);
const hunks =
  diffTexts({
    oldText: `a\nb\nc\nd\n${far}x\n`,
    newText: `a\nB\nC\nd\n${far}y\n`,
  }) ?? [];

describe("linesBetween", () => {
  const unified = rowsOf(hunks, "unified");

  it("is one line where nothing else was chosen", () =>
    expect(linesBetween(unified, { row: "after:2", anchor: null, side: "after" })).toEqual({
      side: "after",
      line: 2,
      lines: ["B"],
    }));
  it("takes only the lines of the chosen side, in either direction", () => {
    const lines = { side: "after", line: 1, lines: ["a", "B", "C"] };
    for (const [row, anchor] of [
      ["after:1", "after:3"],
      ["after:3", "after:1"],
    ] as const) {
      expect(linesBetween(unified, { row, anchor, side: "after" })).toEqual(lines);
    }
  });
  it("takes the other side where the chosen one has nothing", () =>
    expect(linesBetween(unified, { row: "before:3", anchor: "before:2", side: "after" })).toEqual({
      side: "before",
      line: 2,
      lines: ["b", "c"],
    }));
  it("names an unchanged line by the text after, whichever column was pointed at", () =>
    expect(
      linesBetween(rowsOf(hunks, "split"), { row: "after:4", anchor: null, side: "before" }),
    ).toEqual({ side: "after", line: 4, lines: ["d"] }));
  it("does not go over the end of a hunk", () => {
    const last = unified.at(-1)?.key ?? "";
    expect(linesBetween(unified, { row: last, anchor: "after:4", side: "after" })?.lines).toEqual([
      "d",
      "",
      "",
    ]);
  });
  it("is nothing at a row that is no longer there", () =>
    expect(linesBetween(unified, { row: "after:99", anchor: null, side: "after" })).toBeNull());
});
