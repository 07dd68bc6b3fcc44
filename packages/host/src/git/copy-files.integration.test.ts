import {
  chmod,
  link,
  lstat,
  mkdir,
  open,
  readFile,
  readdir,
  readlink,
  symlink,
  writeFile,
} from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runCommand } from "../process/run-command.ts";
import { testEnv } from "../testing/processes.ts";
import { createRepository, personGit, writeFiles } from "../testing/repositories.ts";
import * as git from "./index.ts";

async function withWorktree(files: Record<string, string> = {}) {
  const repository = await createRepository({
    ".gitignore": ".env\nlocal/\n*.secret\n",
    "a.txt": "a\n",
    ...files,
  });
  const worktree = join(repository.root, "worktree");
  const options = { repository: repository.path, path: worktree, branch: "signalbox/copy" };
  await git.addWorktree({ ...options, startPoint: "main" });
  const copy = (...paths: string[]) =>
    git.copyIgnoredFiles({ checkout: repository.path, worktree, paths });
  return { ...repository, worktree, copy };
}

test("ignored files and folders are copied with their modes, and nothing of them counts as work", async () => {
  const { path, worktree, copy } = await withWorktree();
  await writeFiles(path, {
    ".env": "A=1\n",
    "local/deep/tool": "#!/bin/sh\n",
    "odd\n:name.secret": "s",
  });
  await chmod(join(path, ".env"), 0o600);
  await chmod(join(path, "local/deep/tool"), 0o750);
  await symlink("deep/tool", join(path, "local", "link"));
  expect(await copy(".env", "./local/", "odd\n:name.secret")).toEqual([]);
  expect(await readFile(join(worktree, ".env"), "utf8")).toBe("A=1\n");
  expect((await lstat(join(worktree, ".env"))).mode & 0o777).toBe(0o600);
  expect((await lstat(join(worktree, "local/deep/tool"))).mode & 0o777).toBe(0o750);
  expect(await readlink(join(worktree, "local/link"))).toBe("deep/tool");
  expect((await git.worktreeStatus(worktree, { baseBranch: "main" })).clean).toBe(true);
  // A second time nothing is written over.
  await writeFiles(worktree, { ".env": "B=2\n" });
  expect(await copy(".env")).toEqual([".env was not copied: there is one already."]);
  expect(await readFile(join(worktree, ".env"), "utf8")).toBe("B=2\n");
});

test("what is missing, tracked, not ignored or not inside is left out, and said", async () => {
  const { path, root, worktree, copy } = await withWorktree();
  await writeFiles(root, { "outside.secret": "x" });
  await writeFiles(path, { "plain.txt": "p\n" });
  const before = await readdir(worktree);
  const notes = await copy(
    "missing.secret",
    "a.txt",
    "plain.txt",
    "../outside.secret",
    join(root, "outside.secret"),
    ".git/config",
    "local/../.GIT/config",
    ".",
  );
  expect(notes.map((note) => note.split(" was not copied: "))).toEqual([
    ["missing.secret", "it is not there."],
    ["../outside.secret", "it must be a path inside the repository."],
    [join(root, "outside.secret"), "it must be a path inside the repository."],
    [".git/config", "it must be a path inside the repository."],
    ["local/../.GIT/config", "it must be a path inside the repository."],
    [".", "it must be a path inside the repository."],
    ["a.txt", "git does not ignore it, so it would be committed."],
    ["plain.txt", "git does not ignore it, so it would be committed."],
  ]);
  expect(await readdir(worktree)).toEqual(before);
});

test("no link leads out, neither one that is copied nor one on the way", async () => {
  const { path, root, worktree, copy } = await withWorktree();
  const outside = join(root, "outside");
  await writeFiles(outside, { "key.secret": "k", "folder/x.secret": "x" });
  await mkdir(join(path, "local"));
  for (const [name, target] of [
    ["absolute.secret", join(outside, "key.secret")],
    ["up.secret", "../outside/key.secret"],
    ["local/up", "../../outside/key.secret"],
    ["git.secret", ".git/config"],
    ["way", outside],
    ["around.secret", "way/key.secret"],
    ["dangling.secret", "nowhere.secret"],
  ] as const) {
    await symlink(target, join(path, name));
  }
  const notes = await copy(
    "absolute.secret",
    "up.secret",
    "local",
    "git.secret",
    "way/folder/x.secret",
    "around.secret",
    "dangling.secret",
  );
  expect(notes).toHaveLength(6);
  expect(await readlink(join(worktree, "dangling.secret"))).toBe("nowhere.secret");
  expect((await readdir(worktree)).toSorted()).toEqual(
    [".git", ".gitignore", "a.txt", "dangling.secret", "local"].toSorted(),
  );
  expect(await readdir(join(worktree, "local"))).toEqual([]);
});

test("a link that a branch holds where the checkout has a folder is not written through", async () => {
  const { path, root, worktree, copy } = await withWorktree();
  const outside = join(root, "outside");
  await mkdir(outside);
  await writeFiles(path, { "local/deep/x": "x" });
  await symlink(outside, join(worktree, "local"));
  expect(await copy("local")).toEqual([
    "local/deep/x was not copied: it would lie behind a link, or in a file.",
  ]);
  expect(await readdir(outside)).toEqual([]);
});

test("of a bare repository nothing is copied: what lies in its folder is git's", async () => {
  const { path, root, worktree } = await withWorktree({ ".gitignore": "config\n" });
  const bare = join(root, "bare.git");
  await personGit(root, "clone", "-q", "--bare", path, bare);
  const paths = ["config"];
  expect(await git.copyIgnoredFiles({ checkout: bare, worktree, paths })).toHaveLength(1);
  expect(await readdir(worktree)).not.toContain("config");
});

test("a named pipe is not waited for", async () => {
  const { path, worktree, copy } = await withWorktree();
  const pipe = join(path, "pipe.secret");
  await runCommand({ command: ["mkfifo", pipe], cwd: path, env: testEnv });
  await writeFiles(path, { "local/x": "x" });
  await runCommand({ command: ["mkfifo", "local/pipe"], cwd: path, env: testEnv });
  expect(await copy("pipe.secret", "local")).toEqual([
    "pipe.secret was not copied: it is neither a file nor a folder.",
    "local/pipe was not copied: it is neither a file nor a folder.",
  ]);
  expect(await readdir(join(worktree, "local"))).toEqual(["x"]);
});

test("more than is sensible is not copied, and not told file by file", async () => {
  const { path, worktree, copy } = await withWorktree();
  await writeFiles(
    path,
    Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`plain/${n}`, "x"])),
  );
  const notes = await copy("plain");
  expect(notes).toHaveLength(21);
  expect(notes.at(-1)).toBe("And 10 more were not copied.");
  const large = await open(join(path, "large.secret"), "w");
  await large.truncate(2 ** 28 + 1);
  await large.close();
  await writeFile(join(path, "small.secret"), "s");
  expect(await copy("large.secret", "small.secret")).toEqual([
    expect.stringContaining("large.secret was not copied: all together"),
  ]);
  expect(await readdir(worktree)).toContain("small.secret");
});

test("more files than are copied at all is said, also where they end the list", async () => {
  const { path, worktree, copy } = await withWorktree();
  await mkdir(join(path, "local"));
  const names = Array.from({ length: 10_001 }, (_, n) => `${n}`);
  for (const name of names) await link(join(path, "a.txt"), join(path, "local", name));
  expect(await copy("local")).toEqual([
    "local was not copied whole: there are more than 10000 files.",
  ]);
  expect(await readdir(join(worktree, "local"))).toHaveLength(10_000);
}, 120_000);

test("what lies in a submodule is left out, and keeps nothing else from being copied", async () => {
  const { path, worktree, copy } = await withWorktree();
  await personGit(
    path,
    "update-index",
    "--add",
    "--cacheinfo",
    `160000,${"1".repeat(40)},deep/sub`,
  );
  await personGit(path, "commit", "-q", "-m", "a submodule");
  await personGit(worktree, "reset", "-q", "--hard", "main");
  await writeFiles(path, { "deep/sub/.env": "S=1\n", "deep/.env": "D=1\n" });
  expect(await copy("deep/sub/.env", "deep/.env")).toEqual([
    "deep/sub/.env was not copied: it belongs to a submodule, which is empty in a new worktree.",
  ]);
  expect(await readdir(join(worktree, "deep"))).toContain(".env");
});
