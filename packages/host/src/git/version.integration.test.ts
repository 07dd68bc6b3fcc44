import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { checkGit } from "./version.ts";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "signalbox-git-version-"));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

/** A program named git that says this. */
async function gitThatSays(words: string): Promise<void> {
  const program = join(folder, "git");
  await writeFile(program, `#!/bin/sh\necho "${words}"\n`);
  await chmod(program, 0o755);
}

test("this host's git is good enough", async () => {
  expect(await checkGit({ PATH: process.env.PATH })).toEqual({ ok: true, problem: null });
});

test("no git, and an old git, are told apart in words", async () => {
  const env = { PATH: `${folder}:/nowhere` };
  expect(await checkGit(env)).toMatchObject({
    ok: false,
    problem: expect.stringContaining("not found"),
  });
  await gitThatSays("git version 2.30.2");
  expect(await checkGit({ PATH: `${folder}:${process.env.PATH}` })).toEqual({
    ok: false,
    problem: "Git 2.30.2 is too old; 2.34 or newer is needed.",
  });
});

test.each(["git version 2.34.1", "git version 2.39.5 (Apple Git-154)", "git version 3.0.0"])(
  "%s is good enough",
  async (words) => {
    await gitThatSays(words);
    expect((await checkGit({ PATH: `${folder}:${process.env.PATH}` })).ok).toBe(true);
  },
);
