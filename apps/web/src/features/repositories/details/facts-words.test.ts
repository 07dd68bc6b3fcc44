import { expect, it } from "vitest";
import { kindWords, sizeWords } from "./facts-words.ts";

const size = { gitBytes: 1_500_000, folderBytes: 20_000_000, complete: true };

it("says what is not counted to its end as more", () => {
  expect(sizeWords(size, "repository")).toBe("20 MB in all, 1.5 MB of git's objects");
  expect(sizeWords({ ...size, complete: false }, "repository")).toMatch(/^more than 20 MB in all/);
  expect(sizeWords(size, "bare")).toBe("1.5 MB of git's objects");
});

it("says what is special about a repository", () => {
  expect(kindWords({ kind: "worktree", shallow: true, partial: false })).toBe(
    "Worktree of another repository; shallow: only the latest part of its history is here",
  );
});
