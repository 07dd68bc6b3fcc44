import { chmod, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { temporaryFolder } from "../testing/processes.ts";
import { openGit } from "./run-git.ts";

afterEach(() => vi.unstubAllEnvs());

/** A git that says when it begins and when it ends, and goes on only when the file `go` is there. */
async function slowGit() {
  const folder = await temporaryFolder();
  const log = join(folder, "log");
  const script = [
    "#!/bin/sh",
    `echo + >> '${log}'`,
    `[ "$1" = config ] || until [ -e '${folder}/go' ]; do sleep 0.05; done`,
    `echo - >> '${log}'`,
  ];
  await writeFile(log, "");
  await writeFile(join(folder, "git"), `${script.join("\n")}\n`);
  await chmod(join(folder, "git"), 0o755);
  vi.stubEnv("PATH", `${folder}:${process.env.PATH}`);
  return {
    folder,
    events: async () => (await readFile(log, "utf8")).split("\n").filter((line) => line !== ""),
  };
}

test("no more than eight processes of git go on at once, and all that wait have their turn", async () => {
  const { folder, events } = await slowGit();
  const git = await openGit(folder);
  const calls = Array.from({ length: 20 }, async (_, number) => {
    // Every other one reads only the beginning, as a diff does, and then goes on with another process.
    if (number % 2 === 0) return git(["version"]);
    await git.head(["version"], 100);
    return git(["version"]);
  });
  await expect.poll(async () => (await events()).slice(2)).toEqual(Array(8).fill("+"));
  await writeFile(join(folder, "go"), "");
  await Promise.all(calls);
  let active = 0;
  let most = 0;
  for (const event of await events()) {
    active += event === "+" ? 1 : -1;
    most = Math.max(most, active);
  }
  expect(most).toBe(8);
  expect((await events()).filter((event) => event === "+")).toHaveLength(31);
});

test("a process that takes too long is ended and leaves its place to the next", async () => {
  const { folder } = await slowGit();
  const git = await openGit(folder);
  const slow = Array.from({ length: 12 }, () => git(["version"], { timeoutMs: 100 }));
  const words = await Promise.all(
    slow.map((call) => call.catch((error: unknown) => String(error))),
  );
  expect(words).toEqual(Array(12).fill(expect.stringContaining("took longer than 100 ms")));
  await writeFile(join(folder, "go"), "");
  await expect(git(["version"])).resolves.toMatchObject({ exitCode: 0 });
});
