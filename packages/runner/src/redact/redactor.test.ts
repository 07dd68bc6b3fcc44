import { expect, test } from "vitest";
import type { EventBody } from "@signalbox/shared";
import { createRedactor, noRedactor } from "./redactor.ts";

const secret = "sk-test-1234567890abcdef";
const odd = 'pass"word\\with\ttabs/and é';
const redactor = createRedactor([
  ["API_KEY", secret],
  ["ODD_PASSWORD", odd],
]);
const record = (text: string) =>
  `${JSON.stringify({ seq: 1, at: "t", type: "output", iteration: 1, stream: "stdout", text })}\n`;
const redacted = (text: string) => redactor.lines(Buffer.from(record(text))).toString("utf8");

test("lines without a secret are the very same bytes", () => {
  const bytes = Buffer.from(record("nothing here") + record("sk-test-1234567890abcde"));
  expect(redactor.lines(bytes)).toBe(bytes);
});

test("only the lines with a secret change, and only in its place", () => {
  const bytes = Buffer.from(`${record("before é")}${record(`key=${secret}!`)}${record("after")}`);
  const expected = `${record("before é")}${record("key=[redacted API_KEY]!")}${record("after")}`;
  expect(redactor.lines(bytes).toString("utf8")).toBe(expected);
});

test.each([
  ["as it is", odd],
  ["in JSON", JSON.stringify({ value: odd })],
  ["in JSON in JSON", JSON.stringify({ text: JSON.stringify({ value: odd }) })],
])("a secret with characters that JSON escapes is found %s", (_, text) => {
  const line = redacted(text);
  expect(line).toContain("[redacted ODD_PASSWORD]");
  expect(line).not.toContain("word");
  expect(() => void JSON.parse(line)).not.toThrow();
});

test("a secret that is a word of the records themselves does not damage them", () => {
  const words = createRedactor([
    ["ONE_TOKEN", "output"],
    ["OTHER_TOKEN", "stdout"],
    ["NUMBER_KEY", "iteration"],
  ]);
  const line = words.lines(Buffer.from(record("the output of stdout"))).toString("utf8");
  expect(JSON.parse(line)).toEqual({
    seq: 1,
    at: "t",
    type: "output",
    iteration: 1,
    stream: "stdout",
    text: "the [redacted ONE_TOKEN] of [redacted OTHER_TOKEN]",
  });
});

test("of secrets in each other the longer one is named, and short values are no secrets", () => {
  const nested = createRedactor([
    ["SHORT_KEY", "12345"],
    ["INNER_KEY", "abcdefgh"],
    ["OUTER_KEY", "xyz-abcdefgh-xyz"],
  ]);
  expect(nested.text("12345 xyz-abcdefgh-xyz abcdefgh")).toBe(
    "12345 [redacted OUTER_KEY] [redacted INNER_KEY]",
  );
});

test("the long lines of a key of many lines are secrets by themselves", () => {
  const key = "-----BEGIN KEY-----\nMIIEvQIBADANBgkqhkiG9w0\nshort\n-----END KEY-----\n";
  const lines = createRedactor([["PRIVATE_KEY", key]]);
  expect(lines.text("MIIEvQIBADANBgkqhkiG9w0")).toBe("[redacted PRIVATE_KEY]");
  expect(lines.text(`cat: ${key}`)).toBe("cat: [redacted PRIVATE_KEY]\n");
  expect(lines.text("short")).toBe("short");
});

test("texts of an event are redacted wherever they are, what finds it stays", () => {
  const event: EventBody = {
    type: "agent.tool",
    iteration: 1,
    toolCallId: secret,
    title: `use ${secret}`,
    diffs: [{ path: "env", oldText: null, newText: `KEY=${secret}` }],
    locations: [`/${secret}`],
  };
  expect(redactor.event(event)).toEqual({
    ...event,
    title: "use [redacted API_KEY]",
    diffs: [{ path: "env", oldText: null, newText: "KEY=[redacted API_KEY]" }],
    locations: ["/[redacted API_KEY]"],
  });
});

test("without secrets nothing is looked at", () => {
  expect(
    createRedactor([
      ["EMPTY_KEY", ""],
      ["TINY_KEY", " 1 "],
    ]),
  ).toBe(noRedactor);
});
