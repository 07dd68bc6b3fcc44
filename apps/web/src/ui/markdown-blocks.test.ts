import { describe, expect, it } from "vitest";
import { markdownBlocks } from "./markdown-blocks.ts";

const paragraph = `${"word ".repeat(120).trim()}\n\n`;

describe("markdownBlocks", () => {
  it("leaves a short message whole", () =>
    expect(markdownBlocks("# Title\n\n- a\n- b\n\nEnd")).toEqual([
      { kind: "markdown", text: "# Title\n\n- a\n- b\n\nEnd" },
    ]));

  it("gives code between fences a block of its own, also while its end has not come", () => {
    expect(markdownBlocks("Look:\n```ts title=x\nconst a = 1;\n```\nDone")).toEqual([
      { kind: "markdown", text: "Look:" },
      { kind: "code", text: "const a = 1;", language: "ts", isOpen: false },
      { kind: "markdown", text: "Done" },
    ]);
    expect(markdownBlocks("~~~~\n~~~\nmore")).toEqual([
      { kind: "code", text: "~~~\nmore", language: "", isOpen: true },
    ]);
  });

  it("never changes a block but the last when more text comes", () => {
    const text = `${paragraph.repeat(4)}- one\n\n- two\n\n\`\`\`js\nx\n\`\`\`\n${paragraph.repeat(4)}`;
    const whole = markdownBlocks(text);
    for (let end = 1; end < text.length; end += 7) {
      const begun = markdownBlocks(text.slice(0, end));
      expect(whole.slice(0, begun.length - 1)).toEqual(begun.slice(0, -1));
    }
  });

  it("keeps a list together over its blank lines, within measure", () => {
    const list = "- an item\n\n".repeat(100);
    expect(markdownBlocks(`${paragraph}${list}`)[1]?.text).toContain(list.trim());
  });

  it("loses nothing but blank lines", () => {
    const text = paragraph.repeat(30) + "x".repeat(20_000);
    const joined = markdownBlocks(text)
      .map((block) => block.text)
      .join("\n");
    expect(joined.replaceAll(/\s/g, "")).toBe(text.replaceAll(/\s/g, ""));
  });
});

describe("hostile messages", () => {
  it.each([
    ["one endless line", "a".repeat(50_000)],
    ["quotes in quotes", `${"> ".repeat(2_000)}x`],
    ["lists in lists", `${"- ".repeat(1_000)}x`],
    ["brackets", "[".repeat(2_000)],
    ["emphasis in emphasis", "*a _b ".repeat(300)],
  ])("%s stay plain text", (_, text) =>
    expect(markdownBlocks(text).every(({ kind }) => kind === "plain")).toBe(true),
  );

  it("a page of lines without a break is cut into parts that are short enough", () => {
    for (const block of markdownBlocks("some words\n".repeat(10_000))) {
      expect(block.text.length).toBeLessThanOrEqual(2_500);
    }
  });
});
