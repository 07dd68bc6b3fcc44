import { expect, test } from "vitest";
import { boundId, jsonLine, jsonText } from "./bounds.ts";

/** JSON as deep as a line of an agent can be. */
const deep: unknown = JSON.parse("[".repeat(100_000) + "]".repeat(100_000));

test("a value is indented while it is short, and in one line when it is not", () => {
  expect(jsonText({ a: 1 })).toBe('{\n  "a": 1\n}');
  expect(jsonText(undefined)).toBe("");
  const long = { text: "x".repeat(5_000) };
  expect(jsonText(long)).toBe(JSON.stringify(long));
});

test("a value that is nested as deeply as a line allows is no error, and none that fills the memory", () => {
  expect(jsonLine(deep)).toBe("…");
  expect(jsonText(deep)).toBe("…");
  const wide: unknown = JSON.parse(
    `${"[".repeat(2_000)}${"1,".repeat(100_000)}1${"]".repeat(2_000)}`,
  );
  expect(jsonText(wide).length).toBeLessThan(300_000);
});

test("an id is cut to what is kept, and stays the same when it is cut again", () => {
  expect(boundId("call_1")).toBe("call_1");
  const id = boundId("😀".repeat(500_000));
  expect(id.length).toBeLessThanOrEqual(200);
  expect(boundId(id)).toBe(id);
  expect(boundId("x".repeat(199) + "\ud83d".repeat(500))).toHaveLength(200);
});
