import { maxPromptLength } from "@signalbox/shared";
import { expect, test } from "vitest";
import { readTextFile } from "./text-file.ts";

test("a text file is read as it is", async () => {
  expect(await readTextFile(new File(["Größe\n"], "plan.md"))).toEqual({
    ok: true,
    text: "Größe\n",
  });
});

test.each([
  ["a picture", new Uint8Array([0x89, 0x50, 0xff]), "x is no text that can be read."],
  ["a text with a NUL", "a\0b", "x is no text that can be read."],
  ["a long one", "y".repeat(maxPromptLength + 1), "x is too long for a prompt."],
])("%s is no prompt", async (_, content, problem) => {
  expect(await readTextFile(new File([content], "x"))).toEqual({ ok: false, problem });
});
