import { describe, expect, it } from "vitest";
import { diffTexts, hunksOf, lineCountOf, patchOfHunk, splitPatch } from "./patch.ts";

describe("diffTexts", () => {
  it("finds the changed line with its surroundings", () => {
    const hunks = diffTexts({ oldText: "one\ntwo\nthree\n", newText: "one\n2\nthree\n" });
    expect(hunks?.[0]?.lines.map(({ kind, text }) => `${kind} ${text}`)).toEqual([
      "same one",
      "removed two",
      "added 2",
      "same three",
    ]);
  });
  it("says nothing about the end of a text that is a part of a file", () => {
    const hunks = diffTexts({ oldText: "one", newText: "two" });
    expect(hunks?.[0]?.lines.some(({ isUnended }) => isUnended)).toBe(false);
  });
  it("shows a new file as added", () => {
    const hunks = diffTexts({ oldText: null, newText: "x\ny\n" });
    expect(hunks?.[0]?.lines.map(({ kind, after }) => [kind, after])).toEqual([
      ["added", 1],
      ["added", 2],
    ]);
    expect(lineCountOf(hunks ?? [])).toBe(2);
  });
  it("has nothing to show for equal texts", () =>
    expect(diffTexts({ oldText: "x\n", newText: "x\n" })).toBeNull());
});

const patch = [
  "diff --git a/new.txt b/new.txt",
  "new file mode 100644",
  "index 0000000..257cc56",
  "--- /dev/null",
  "+++ b/new.txt",
  "@@ -0,0 +1 @@",
  "+foo",
  "diff --git a/old name.txt b/old name.txt",
  "deleted file mode 100644",
  "index 257cc56..0000000",
  "--- a/old name.txt\t",
  "+++ /dev/null",
  "@@ -1 +0,0 @@",
  "-foo",
  String.raw`diff --git "a/a\nb\033\303\244.txt" "b/a\nb\033\303\244.txt"`,
  "index 257cc56..5716ca5 100644",
  String.raw`--- "a/a\nb\033\303\244.txt"`,
  String.raw`+++ "b/a\nb\033\303\244.txt"`,
  "@@ -1,2 +1,2 @@ function f() {",
  " same",
  "-diff --git a/x b/x",
  "+@@ -1 +1 @@",
  "@@ -9 +9 @@",
  "-end\r",
  "+end",
  String.raw`\ No newline at end of file`,
  "diff --git a/before b/after",
  "similarity index 100%",
  "rename from before",
  "rename to after",
  "diff --git a/tool b/tool",
  "old mode 100644",
  "new mode 100755",
  "diff --git a/logo.png b/logo.png",
  "index 257cc56..5716ca5 100644",
  "Binary files a/logo.png and b/logo.png differ",
  "",
].join("\n");

describe("splitPatch", () => {
  it("knows every file by its path, whatever its name and whatever changed", () =>
    expect([...splitPatch(patch).keys()]).toEqual([
      "new.txt",
      "old name.txt",
      "a\nb\u001Bä.txt",
      "after",
      "tool",
      "logo.png",
    ]));
  it("gives nothing for what is no patch", () => expect(splitPatch("").size).toBe(0));
});

describe("hunksOf", () => {
  const section = splitPatch(patch).get("a\nb\u001Bä.txt") ?? "";

  it("numbers the lines on both sides, and is not misled by content that looks like a patch", () =>
    expect(hunksOf(section)).toEqual([
      {
        header: "@@ -1,2 +1,2 @@ function f() {",
        lines: [
          { kind: "same", before: 1, after: 1, text: "same" },
          { kind: "removed", before: 2, after: null, text: "diff --git a/x b/x" },
          { kind: "added", before: null, after: 2, text: "@@ -1 +1 @@" },
        ],
      },
      {
        header: "@@ -9 +9 @@",
        lines: [
          { kind: "removed", before: 9, after: null, text: "end\r" },
          { kind: "added", before: null, after: 9, text: "end", isUnended: true },
        ],
      },
    ]));
  it("has none where no line differs", () =>
    expect(hunksOf(splitPatch(patch).get("tool") ?? "")).toEqual([]));
  it("cuts out one hunk with all of its bytes", () => {
    const hunk = patchOfHunk(section, 1);
    expect(hunk.split("\n").slice(2)).toEqual([
      String.raw`--- "a/a\nb\033\303\244.txt"`,
      String.raw`+++ "b/a\nb\033\303\244.txt"`,
      "@@ -9 +9 @@",
      "-end\r",
      "+end",
      String.raw`\ No newline at end of file`,
      "",
    ]);
  });
});
