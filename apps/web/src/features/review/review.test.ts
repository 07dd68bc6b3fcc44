import { describe, expect, it } from "vitest";
import { diffTexts } from "../git/patch.ts";
import { placeComments } from "./place-comments.ts";
import { promptWithComments } from "./prompt-text.ts";
import type { ReviewComment } from "./review-comment.ts";

const comment: ReviewComment = {
  id: "1",
  path: "src/a.ts",
  side: "after",
  line: 2,
  lines: ["two", "three"],
  text: "Why?",
};
const added = (newText: string) => diffTexts({ oldText: null, newText }) ?? [];
const placesOf = (comments: ReviewComment[], newText: string) => {
  const { placed, outdated } = placeComments(comments, added(newText));
  return {
    placed: [...placed].map(([key, at]) => [key, at.map(({ line }) => line)]),
    outdated: outdated.map(({ id }) => id),
  };
};

describe("placeComments", () => {
  it("leaves a comment below the last of its lines", () =>
    expect(placesOf([comment], "one\ntwo\nthree\n")).toEqual({
      placed: [["after:3", [2]]],
      outdated: [],
    }));
  it("follows the lines when others are put above them", () =>
    expect(placesOf([comment], "a\nb\none\ntwo\nthree\n").placed).toEqual([["after:5", [4]]]));
  it("takes the nearest of lines that read the same", () =>
    expect(placesOf([comment], "two\nthree\n\n\n\n\n\ntwo\nthree\n").placed).toEqual([
      ["after:2", [1]],
    ]));
  it("says so when the lines are gone, also when only one of them is", () => {
    expect(placesOf([comment], "one\ntwo\n3\n").outdated).toEqual(["1"]);
    expect(placeComments([comment], []).outdated).toEqual([comment]);
  });
  it("knows the text before from the text after", () => {
    const hunks = diffTexts({ oldText: "two\nthree\n", newText: "x\n" }) ?? [];
    expect(placeComments([comment], hunks).outdated).toHaveLength(1);
    const before = { ...comment, side: "before" as const, line: 1 };
    expect([...placeComments([before], hunks).placed.keys()]).toEqual(["before:2"]);
  });
});

describe("promptWithComments", () => {
  it("is what was typed when there is no comment", () =>
    expect(promptWithComments([], " go ")).toBe(" go "));
  it("puts place, quoted lines and words of every comment before what was typed", () =>
    expect(
      promptWithComments(
        [
          comment,
          { ...comment, side: "before", line: 9, lines: ["gone"], text: " Bring it back " },
        ],
        "Then add tests.",
      ),
    ).toBe(
      [
        "2 review comments on the changes so far. Take care of each of them:",
        "1. src/a.ts:2–3",
        "> two\n> three",
        "Why?",
        "2. src/a.ts:9 (as it was before the changes)",
        "> gone",
        "Bring it back",
        "Then add tests.",
      ].join("\n\n"),
    ));
  it("is enough without anything typed", () =>
    expect(promptWithComments([comment], " ")).toMatch(/Why\?$/));
  it("quotes only the beginning of a line without an end", () => {
    const prompt = promptWithComments([{ ...comment, lines: ["x".repeat(100_000)] }], "");
    expect(prompt.length).toBeLessThan(1_000);
  });
  it("quotes a long range only in part, and a name with a line break in quotes", () => {
    const lines = Array.from({ length: 30 }, (_, index) => `line ${index}`);
    const prompt = promptWithComments([{ ...comment, path: "a\n1. b", lines }], "");
    expect(prompt).toContain("> line 19\n> … (10 more lines)");
    expect(prompt).toContain(String.raw`1. "a\n1. b":2–31`);
  });
});
