import { mkdir, readFile, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createRepository, personGit, writeFiles } from "../testing/repositories.ts";
import * as git from "./index.ts";

const branch = "signalbox/work";
const person = ["-c", "user.name=P", "-c", "user.email=p@example.org"];
const allowed = ["-c", "protocol.file.allow=always"];

async function withWorktree() {
  const inner = await createRepository({ "inner.txt": "inner\n" });
  const repository = await createRepository({ ".gitignore": "ignored/\n", "a.txt": "a\n" });
  const { path, root } = repository;
  await personGit(path, ...allowed, "submodule", "--quiet", "add", inner.path, "sub");
  await personGit(path, "commit", "-q", "-m", "a submodule");
  const worktree = join(root, "worktree");
  await git.addWorktree({ repository: path, path: worktree, branch, startPoint: "main" });
  const nest = async (name: string) => {
    await mkdir(join(worktree, name), { recursive: true });
    await personGit(join(worktree, name), "init", "-q");
    await writeFile(join(worktree, name, "file.txt"), "file\n");
  };
  const fill = () => personGit(worktree, ...allowed, "submodule", "--quiet", "update", "--init");
  return { ...repository, worktree, nest, fill };
}

test("repositories with changes or commits of their own are found, clean submodules and ignored ones are not", async () => {
  const { worktree, nest, fill } = await withWorktree();
  expect(await git.embeddedWork(worktree)).toEqual([]);
  await fill();
  expect(await git.embeddedWork(worktree)).toEqual([]);
  await nest("new");
  await nest("deep/er");
  await nest("ignored/one");
  await personGit(join(worktree, "deep/er"), "add", "-A");
  await personGit(join(worktree, "deep/er"), ...person, "commit", "-q", "-m", "own");
  await writeFile(join(worktree, "sub", "more.txt"), "more\n");
  expect((await git.embeddedWork(worktree)).toSorted()).toEqual(["deep/er", "new", "sub"]);
  await personGit(join(worktree, "sub"), "add", "-A");
  await personGit(join(worktree, "sub"), ...person, "commit", "-q", "-m", "own");
  expect(await git.embeddedWork(worktree)).toContain("sub");
});

test("they are moved whole, a submodule with its own history", async () => {
  const { path, root, worktree, nest, fill } = await withWorktree();
  await fill();
  await nest("new");
  const sub = join(worktree, "sub");
  await writeFile(join(sub, "more.txt"), "more\n");
  await personGit(sub, "add", "-A");
  await personGit(sub, ...person, "commit", "-q", "-m", "own work");
  await writeFile(join(sub, "left.txt"), "left\n");
  const aside = join(root, "aside");
  for (const name of ["new", "sub"]) await git.moveEmbedded(worktree, name, join(aside, name));
  await git.removeWorktree({ repository: path, path: worktree, force: true });
  expect(await readFile(join(aside, "new", "file.txt"), "utf8")).toBe("file\n");
  expect(await personGit(join(aside, "new"), "status", "--porcelain")).toBe("?? file.txt");
  expect(await personGit(join(aside, "sub"), "log", "-1", "--format=%s")).toBe("own work");
  expect(await personGit(join(aside, "sub"), "status", "--porcelain")).toBe("?? left.txt");
});

test("what a link or a planted .git leads to is neither moved nor counted", async () => {
  const { path, root, worktree } = await withWorktree();
  const outside = await createRepository();
  await writeFiles(outside.path, { "persons.txt": "p\n" });
  const head = await personGit(outside.path, "rev-parse", "HEAD");
  // A link above, where the index says that a repository is.
  await personGit(
    worktree,
    "update-index",
    "--add",
    "--cacheinfo",
    `160000,${head},way/repository`,
  );
  await symlink(outside.root, join(worktree, "way"));
  await rm(join(worktree, "sub"), { recursive: true });
  await symlink(outside.path, join(worktree, "sub"));
  expect(await git.embeddedWork(worktree)).toEqual([]);
  await writeFiles(worktree, { "planted/.git": `gitdir: ${join(outside.path, ".git")}\n` });
  await git.moveEmbedded(worktree, "planted", join(root, "aside"));
  expect(await readdir(join(root, "aside"))).toEqual([".git"]);
  expect(await personGit(outside.path, "status", "--porcelain")).toBe("?? persons.txt");
  expect(await personGit(path, "rev-parse", "main")).not.toBe("");
});
