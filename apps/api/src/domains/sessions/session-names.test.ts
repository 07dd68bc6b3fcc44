import { isValidBranchName } from "@signalbox/host/git";
import { expect, test } from "vitest";
import { freeBranchName, isSessionBranch, slugOf } from "./session-names.ts";

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

test("a taken branch name gets the next free number", () => {
  expect(freeBranchName("x", [])).toBe("signalbox/x");
  expect(freeBranchName("x", ["signalbox/x", "signalbox/x-2", "x-3"])).toBe("signalbox/x-3");
});

test("a branch that lies where a folder must be, or a folder where the branch must be, is gone around", () => {
  expect(freeBranchName("x", ["signalbox"])).toBe("signalbox-2/x");
  expect(freeBranchName("x", ["signalbox", "signalbox-2"])).toBe("signalbox-3/x");
  expect(freeBranchName("x", ["signalbox/x/y", "signalbox/xy"])).toBe("signalbox/x-2");
  expect(freeBranchName("x", ["Signalbox/X"])).toBe("signalbox/x-2");
});

/** Numbers that look random and are the same for the same seed. */
function createRandom(seed: number) {
  let state = seed;
  return (limit: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

test("whatever a session is called, its branch and folder have safe names that nothing else has", () => {
  const random = createRandom(7);
  const pieces = [
    ...Array.from("aZ9-_./\\ :~^?*[@{}'\"$`|;&<>!#%\n\t\u0000\u200f\u202e\uFEFF"),
    ...Array.from("é ß 🚀 مرحبا שלום 你好 ＡＢ ﬁ ²"),
    "..",
    "refs/heads/",
    ".lock",
    "--",
    "@{",
    "HEAD",
    "x".repeat(60),
  ];
  const taken: string[] = ["signalbox/session", "signalbox/a/b"];
  for (let count = 0; count < 2_000; count += 1) {
    const name = Array.from({ length: random(8) }, () => pieces[random(pieces.length)]).join("");
    const slug = slugOf(name);
    expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(slug.length).toBeLessThanOrEqual(40);
    const branch = freeBranchName(slug, taken);
    expect(isValidBranchName(branch)).toBe(true);
    expect(isSessionBranch(branch)).toBe(true);
    expect(taken).not.toContain(branch);
    // Neither is a folder of the other.
    expect(taken.some((other) => other.startsWith(`${branch}/`))).toBe(false);
    taken.push(branch);
  }
});
