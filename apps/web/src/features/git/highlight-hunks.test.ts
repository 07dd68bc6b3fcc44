import { describe, expect, it } from "vitest";
import { highlightHunks } from "./highlight-hunks.ts";
import { languageOf } from "./languages.ts";
import { diffTexts } from "./patch.ts";
import { markClass } from "./spans.ts";

function highlight(oldText: string, newText: string, path: string) {
  const hunks = diffTexts({ oldText, newText }) ?? [];
  return { lines: hunks[0]?.lines ?? [], spans: highlightHunks(hunks, languageOf(path))[0] ?? [] };
}

describe("highlightHunks", () => {
  it("keeps every character of every line", () => {
    const { lines, spans } = highlight(
      "/* a\n b */\nconst x = `1\n2`;\n",
      "/* a\n c */\nconst x = `1\n3`;\nlet π;\n",
      "a.ts",
    );
    expect(spans.map((line) => line?.map(([text]) => text).join(""))).toEqual(
      lines.map(({ text }) => text),
    );
  });
  it("knows a comment that goes over several lines", () => {
    const { spans } = highlight("x\n", "/* one\ntwo */\nx\n", "a.js");
    expect(spans[1]).toEqual([["two */", "tok-comment"]]);
  });
  it.each([
    ["in its middle", " * one's own", " * two"],
    ["before its end", "one's end */", "const x = 1;"],
  ])("knows a comment that began before the hunk: %s", (_, first, second) => {
    const { spans } = highlight("", `${first}\n${second}\n`, "a.ts");
    expect(spans[0]).toEqual([[first, "tok-comment"]]);
  });
  it("takes a list for no comment", () => {
    const { spans } = highlight("", "* one\n* two\n", "a.md");
    expect(spans[0]?.some(([, classes]) => classes === "tok-comment")).toBe(false);
  });
  it("marks the words that differ, and only those", () => {
    const { spans } = highlight("return the sum\n", "return the total\n", "a.unknown");
    expect(spans.map((line) => line?.filter(([, classes]) => classes.includes(markClass)))).toEqual(
      [[["sum", markClass]], [["total", markClass]]],
    );
  });
  it("marks nothing in lines that have nothing to do with each other", () => {
    const { spans } = highlight("alpha beta gamma\n", "one two three four\n", "a.unknown");
    expect(spans).toEqual([null, null]);
  });
  it("leaves plain what is in no language that it knows", () =>
    expect(highlight("", "const x = 1\n", "a.unknown").spans).toEqual([null]));
});

describe("languageOf", () => {
  it.each([
    ["src/a.pyi", "python"],
    ["Dockerfile", "dockerfile"],
    ["a/b.PY", "py"],
    [".gitignore", "gitignore"],
    ["LICENSE", null],
  ])("tells that %s is in %s", (path, language) => expect(languageOf(path)).toBe(language));
});
