import { expect, test } from "vitest";
import { named } from "./named.ts";

const head = "a".repeat(40);
const intoCommit = "b".repeat(40);
const plan = { head, intoCommit, into: "main" };

test("git's words name the two sides, not their commits", () => {
  const words = `CONFLICT (modify/delete): x.txt deleted in ${intoCommit} and modified in ${head}.  Version ${head} of x.txt left in tree.`;
  expect(named(words, plan)).toBe(
    "CONFLICT (modify/delete): x.txt deleted in main and modified in the session.",
  );
  expect(named(`See ${"c".repeat(40)}`, plan)).toBe("See cccccccc");
});
