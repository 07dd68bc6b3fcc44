import { describe, expect, it } from "vitest";
import { partsOf, rowsOf, type DiffRow } from "./diff-rows.ts";
import { diffTexts } from "./patch.ts";

const hunks = diffTexts({ oldText: "a\nb\nc\nd\n", newText: "a\nB\nC\nextra\nd\n" }) ?? [];

const words = (row: DiffRow) =>
  row.type === "hunk" ? row.header : `${row.before?.text ?? ""} | ${row.after?.text ?? ""}`;

describe("rowsOf", () => {
  it("puts what came in place of a line beside it", () =>
    expect(rowsOf(hunks, "split").map(words)).toEqual([
      "@@ -1,4 +1,5 @@",
      "a | a",
      "b | B",
      "c | C",
      " | extra",
      "d | d",
    ]));
  it("keeps the order of the diff in one column", () =>
    expect(rowsOf(hunks, "unified").map(words)).toEqual([
      "@@ -1,4 +1,5 @@",
      "a | a",
      "b | ",
      "c | ",
      " | B",
      " | C",
      " | extra",
      "d | d",
    ]));
  it("names every row once", () => {
    for (const view of ["split", "unified"] as const) {
      const keys = rowsOf(hunks, view).map(({ key }) => key);
      expect(new Set(keys).size).toBe(keys.length);
    }
  });
});

describe("partsOf", () => {
  it("loses no row", () =>
    expect(partsOf(rowsOf(hunks, "split"), 4).map((part) => part.length)).toEqual([4, 2]));
});
