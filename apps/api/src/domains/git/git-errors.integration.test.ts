import { readFile, writeFile } from "node:fs/promises";
import { runGit } from "@signalbox/host/git";
import { expect, test } from "vitest";
import { translatingGitErrors } from "./git-errors.ts";

test("what the system refuses while git works is told in words, also when it names no path", async () => {
  const full = translatingGitErrors("archive it", () => writeFile("/dev/full", "x"));
  await expect(full).rejects.toMatchObject({
    code: "GIT_FAILED",
    message: expect.stringContaining("Git could not archive it: the disk is full."),
    help: ["Make room on the disk, and try again."],
  });
  const ofGit = translatingGitErrors("write it", () =>
    runGit(["--version"], { cwd: "/", outputFile: "/dev/full" }),
  );
  await expect(ofGit).rejects.toMatchObject({ help: [expect.stringContaining("Make room")] });
  const folder = translatingGitErrors("read it", () => readFile("/dev"));
  await expect(folder).rejects.toMatchObject({
    code: "GIT_FAILED",
    message: expect.stringContaining("EISDIR"),
  });
});
