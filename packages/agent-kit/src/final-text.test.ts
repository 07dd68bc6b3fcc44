import { expect, test } from "vitest";
import { createFinalText, fenceAfter } from "./final-text.ts";

/** The bound that is promised. */
const maxFinalTextLength = 65_536;

test("a short text is kept whole, without colours", () => {
  const text = createFinalText();
  text.append("\u001b[32mone\u001b[0m\n");
  text.append("two");
  expect(text.text()).toBe("one\ntwo");
});

test("the end of a long text is kept in whole lines", () => {
  const text = createFinalText();
  for (let index = 0; index < 50_000; index += 1) {
    text.append(`line ${index}\n`);
  }
  const kept = text.text();
  expect(kept.length).toBeLessThanOrEqual(maxFinalTextLength);
  expect(kept.endsWith("line 49999\n")).toBe(true);
  expect(kept.startsWith("line ")).toBe(true);
});

test("a text that was cut inside a code block still shows that it is quoted", () => {
  const text = createFinalText();
  text.append("````js\n```\n");
  text.append("code\n".repeat(40_000));
  text.append("<promise>COMPLETE</promise>\n");
  expect(text.text().startsWith("````\ncode\n")).toBe(true);
});

test("a text that was cut after a code block shows none", () => {
  const text = createFinalText();
  text.append("```js\ncode\n```\n");
  text.append("words\n".repeat(40_000));
  expect(text.text().startsWith("words\n")).toBe(true);
});

test("one endless line is cut as well", () => {
  const text = createFinalText();
  text.append("x".repeat(maxFinalTextLength * 3));
  expect(text.text()).toHaveLength(maxFinalTextLength);
});

test("after a reset only what follows counts", () => {
  const text = createFinalText();
  text.append("```\n".padEnd(maxFinalTextLength * 3, "x"));
  text.reset();
  text.append("new");
  expect(text.text()).toBe("new");
});

test.each([
  ["```\ncode", null, "```"],
  ["```\ncode\n```", null, null],
  ["~~~\n```\n~~~", null, null],
  ["````\n```", null, "````"],
  ["```\n````", null, null],
  ["``` inline ```", null, null],
  ["text\n```js\n", null, "```"],
  ["```", "```", null],
  ["```js", "```", "```"],
])("the fence that is open after %j, given %j, is %j", (text, before, after) => {
  expect(fenceAfter(text, before)).toBe(after);
});
