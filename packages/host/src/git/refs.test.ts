import { expect, test } from "vitest";
import { isValidBranchName } from "./refs.ts";

test.each(["main", "signalbox/fix-it", "a.b", "ümlaut", "🚦", "a/b/c", "v1.0", "@a", "a@b"])(
  "%j may be a branch's name",
  (name) => expect(isValidBranchName(name)).toBe(true),
);

test.each([
  "",
  "@",
  "HEAD",
  "-b",
  "--upload-pack=x",
  "a..b",
  "a b",
  "a~1",
  "a^",
  "a:b",
  "a?",
  "a*",
  "a[b",
  "a\\b",
  "a\nb",
  "a\u0000",
  "a\u007f",
  ".a",
  "a/.b",
  "a.",
  "a.lock",
  "a.lock/b",
  "/a",
  "a/",
  "a//b",
  "a@{1}",
  "x".repeat(256),
])("%j may not", (name) => expect(isValidBranchName(name)).toBe(false));
