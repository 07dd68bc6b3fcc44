import { describe, expect, it } from "vitest";
import { diffTexts, lineCountOf, parsePatch, pathOf } from "./patch.ts";

describe("diffTexts", () => {
  it("finds the changed line with its surroundings", () => {
    const file = diffTexts({
      path: "a.js",
      oldText: "one\ntwo\nthree\n",
      newText: "one\n2\nthree\n",
    });
    expect(file?.type).toBe("modify");
    expect(file?.hunks[0]?.changes.map(({ type, content }) => `${type} ${content}`)).toEqual([
      "normal one",
      "delete two",
      "insert 2",
      "normal three",
    ]);
  });
  it("shows a new file as added", () => {
    const file = diffTexts({ path: "a.js", oldText: null, newText: "x\ny\n" });
    expect([file?.type, file && lineCountOf(file)]).toEqual(["add", 2]);
  });
  it("has nothing to show for equal texts", () =>
    expect(diffTexts({ path: "a", oldText: "x\n", newText: "x\n" })).toBeNull());
});

describe("parsePatch", () => {
  it("reads files that were added, changed and deleted", () => {
    const patch = [
      "diff --git a/new.txt b/new.txt",
      "new file mode 100644",
      "index 0000000..257cc56",
      "--- /dev/null",
      "+++ b/new.txt",
      "@@ -0,0 +1 @@",
      "+foo",
      "diff --git a/old.txt b/old.txt",
      "deleted file mode 100644",
      "index 257cc56..0000000",
      "--- a/old.txt",
      "+++ /dev/null",
      "@@ -1 +0,0 @@",
      "-foo",
      "",
    ].join("\n");
    expect(parsePatch(patch).map((file) => [file.type, pathOf(file)])).toEqual([
      ["add", "new.txt"],
      ["delete", "old.txt"],
    ]);
  });
  it("gives nothing for what is no patch", () => expect(parsePatch("")).toEqual([]));
});
