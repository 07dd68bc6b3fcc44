import { expect, test } from "vitest";
import { markedFiles } from "./conflict-marks.ts";

test("a file counts as marked when its diff adds both ends of a conflict", () => {
  const sections = new Map([
    ["left.txt", "@@ -1 +1,5 @@\n+<<<<<<< ours\n+one\n+=======\n+two\n+>>>>>>> theirs\n"],
    ["solved.txt", "@@ -1,5 +1 @@\n-<<<<<<< ours\n-one\n-=======\n-two\n->>>>>>> theirs\n+one\n"],
    ["there-before.txt", "@@ -1,3 +1,4 @@\n <<<<<<< ours\n+one\n =======\n >>>>>>> theirs\n"],
    ["heading.md", "@@ -1 +1,2 @@\n+Title\n+=======\n"],
    ["quote.md", "@@ -1 +1,2 @@\n+>>>>>>> seven times quoted\n"],
  ]);
  expect(markedFiles(sections)).toEqual(["left.txt"]);
});
