import { expect, test } from "vitest";
import { nameOfPrompt } from "./name-of-prompt.ts";

test.each([
  ["Fix the login.", "Fix the login"],
  ["# Task\n\nDo it", "Task"],
  ["  one\ntwo", "one"],
  [
    "Make every failing test pass, one function at a time, and then tidy up",
    "Make every failing test pass, one function at a time, and…",
  ],
  ["x".repeat(80), `${"x".repeat(60)}…`],
  ["#", ""],
])("the name of the prompt %j is %j", (prompt, name) => {
  expect(nameOfPrompt(prompt)).toBe(name);
});
