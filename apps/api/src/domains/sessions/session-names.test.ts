import { expect, test } from "vitest";
import { freeBranchName, slugOf } from "./session-names.ts";

test.each([
  ["Fix the login", "fix-the-login"],
  ["Ünïcödé & more!", "u-ni-co-de-more"],
  ["../../etc/passwd", "etc-passwd"],
  ["--force", "force"],
  ["refs/heads/x", "refs-heads-x"],
  ["🚀", "session"],
  ["", "session"],
  ["a".repeat(300), "a".repeat(40)],
  [`${"a".repeat(39)} b`, "a".repeat(39)],
  ["Make every failing test pass, one function at a time", "make-every-failing-test-pass-one"],
])("the slug of %j is %j", (name, slug) => {
  expect(slugOf(name)).toBe(slug);
});

test("a taken branch name gets the next free number", async () => {
  const taken = new Set(["signalbox/x", "signalbox/x-2"]);
  expect(await freeBranchName("x", async (branch) => taken.has(branch))).toBe("signalbox/x-3");
});
