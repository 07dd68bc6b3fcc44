import { expect, test } from "vitest";
import { encodeRecord } from "./bounds.ts";
import { outputEncoder } from "./encode-output.ts";
import { noRedactor } from "../redact/redactor.ts";

const at = "2026-01-02T03:04:05.678Z";

test.each([
  ["plain words", "line 1 of 3"],
  ["nothing", ""],
  ["quotes and backslashes", 'say "C:\\new"'],
  ["control characters and colours", "\u0000\u0007\t\u001b[31mred\u001b[0m\u007f\u0085"],
  ["characters of all sizes", "schön 🚦 \u2028\u2029\ufeff\ufffd"],
  ["halves of characters", "\ud83d and \udea6 and \udea6\ud83d"],
])("a line of %s is the record that its event would be", (_, text) => {
  const encode = outputEncoder(7, "stderr", at);
  const event = { type: "output", iteration: 7, stream: "stderr", text } as const;
  expect(encode(12, { text, truncated: false })).toBe(
    `${encodeRecord(12, at, event, noRedactor.event)}\n`,
  );
});

test("a line that was cut, or that is long, is left to the careful way", () => {
  const encode = outputEncoder(1, "stdout", at);
  expect(encode(1, { text: "x", truncated: true })).toBeNull();
  expect(encode(1, { text: "x".repeat(5000), truncated: false })).toBeNull();
});
