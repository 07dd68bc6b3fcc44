import { expect, test } from "vitest";
import { skippedLines } from "./skipped.mjs";

test("a program that cannot be tested is told in a frame, with the reason", () => {
  const lines = skippedLines({
    claude: { version: "2.1.197", problem: null },
    pi: { version: null, problem: "pnpm install ended with 1" },
  });
  expect(lines[0]).toMatch(/^#{80,}$/);
  expect(lines).toContain("# SKIPPED pi: pnpm install ended with 1");
  expect(lines.join("\n")).not.toContain("claude");
});

test("nothing is told when all can be tested", () => {
  expect(skippedLines({ pi: { version: "0.73.1", problem: null } })).toEqual([]);
});
