import { describe, expect, it } from "vitest";
import { buildTree, filesOfTree, filterFiles, rowsOfTree } from "./tree.ts";
import { visibleText } from "./visible-text.ts";

const files = ["z.txt", "src/a/b/c.ts", "src/a/b/a.ts", "src/a/b/deep/er/x.ts", "README.md"].map(
  (path) => ({ path }),
);
const drawn = (closed: string[] = []) =>
  rowsOfTree(buildTree(files), new Set(closed)).map(
    ({ node, depth }) => `${"  ".repeat(depth)}${node.name}`,
  );

describe("buildTree", () => {
  it("makes one line of folders that hold only each other, folders first", () =>
    expect(drawn()).toEqual([
      "src/a/b",
      "  deep/er",
      "    x.ts",
      "  a.ts",
      "  c.ts",
      "README.md",
      "z.txt",
    ]));
  it("leaves out what is in a closed folder", () =>
    expect(drawn(["src/a/b"])).toEqual(["src/a/b", "README.md", "z.txt"]));
  it("gives the files in the order that is seen", () =>
    expect(filesOfTree(buildTree(files)).map(({ path }) => path)).toEqual([
      "src/a/b/deep/er/x.ts",
      "src/a/b/a.ts",
      "src/a/b/c.ts",
      "README.md",
      "z.txt",
    ]));
  it("takes 20,000 files without losing one", () => {
    const many = Array.from({ length: 20_000 }, (_, index) => ({
      path: `d${index % 100}/e${index % 7}/${index}.ts`,
    }));
    expect(new Set(filesOfTree(buildTree(many))).size).toBe(20_000);
  });
});

describe("filterFiles", () => {
  it("wants every word, in any case", () =>
    expect(filterFiles(files, " SRC c.ts").map(({ path }) => path)).toEqual(["src/a/b/c.ts"]));
  it("leaves all when nothing is typed", () => expect(filterFiles(files, " ")).toBe(files));
});

describe("visibleText", () => {
  it("shows what could hide or turn what is read", () =>
    expect(visibleText("a\nb\u001B[31m\u202Etxt.exe\u007F")).toBe(
      "a⟨LF⟩b⟨ESC⟩[31m⟨U+202E⟩txt.exe⟨DEL⟩",
    ));
  it("leaves ordinary names of any script as they are", () =>
    expect(visibleText("naïve/日本語 👩‍💻\t.md")).toBe("naïve/日本語 👩‍💻\t.md"));
});
