import { expect, test } from "vitest";
import { hasMarkers, partsOf, settle } from "./conflict-text.ts";

const merged = [
  "one",
  "<<<<<<< 1234abc",
  "ours",
  "=======",
  "theirs",
  ">>>>>>> 5678def",
  "two",
  "<<<<<<< 1234abc",
  "||||||| 9999fff",
  "before",
  "=======",
  "new",
  ">>>>>>> 5678def",
  "",
].join("\n");

test("a merged text is taken apart into what is common and where the sides differ", () => {
  expect(partsOf(merged)).toEqual([
    { kind: "common", text: "one\n" },
    { kind: "conflict", line: 2, base: "ours\n", session: "theirs\n", ancestor: null },
    { kind: "common", text: "two\n" },
    { kind: "conflict", line: 8, base: "", session: "new\n", ancestor: "before\n" },
  ]);
});

test("one conflict is settled by one side or both, and the others keep their markers", () => {
  const first = settle(merged, 0, "both");
  expect(first.startsWith("one\nours\ntheirs\ntwo\n<<<<<<< ")).toBe(true);
  expect(hasMarkers(first)).toBe(true);
  const all = settle(settle(first, 0, "session"), 0, "base");
  expect(all).toBe("one\nours\ntheirs\ntwo\nnew\n");
  expect(hasMarkers(all)).toBe(false);
});

test("sides without an end of line do not run into each other", () => {
  const parts = "<<<<<<< a\nx\n=======\ny\n>>>>>>> b";
  expect(settle(parts, 0, "both")).toBe("x\ny\n");
});

test("a heading underlined with equals signs is no conflict, half a conflict is a marker left", () => {
  expect(hasMarkers("Title\n=======\ntext\n")).toBe(false);
  expect(hasMarkers("a\n>>>>>>> b\n")).toBe(true);
  expect(partsOf("<<<<<<< a\nx\n")).toEqual([{ kind: "common", text: "<<<<<<< a\nx\n" }]);
});

test("line ends of Windows stay as they are", () => {
  const text = "a\r\n<<<<<<< x\r\nb\r\n=======\r\nc\r\n>>>>>>> y\r\n";
  expect(settle(text, 0, "session")).toBe("a\r\nc\r\n");
});
