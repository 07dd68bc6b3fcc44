import { chown, mkdir, realpath, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "../testing/processes.ts";
import { createRepository, personGit } from "../testing/repositories.ts";
import { GitError } from "./git-error.ts";
import { inspectRepository } from "./inspect.ts";

test("a repository is described, also from a sub-folder and through a link", async () => {
  const { root, path, head } = await createRepository({ "deep er/x.txt": "x" });
  await symlink(path, join(root, "link"));
  const expected = {
    kind: "repository",
    topLevel: await realpath(path),
    commonDir: await realpath(join(path, ".git")),
    isBare: false,
    headCommit: head,
    currentBranch: "main",
    defaultBranch: "main",
  };
  expect(await inspectRepository(path)).toEqual(expected);
  expect(await inspectRepository(join(path, "deep er"))).toEqual(expected);
  expect(await inspectRepository(join(root, "link"))).toEqual(expected);
});

test("what is no repository is told apart", async () => {
  const root = await temporaryFolder();
  await writeFile(join(root, "file"), "");
  expect(await inspectRepository(join(root, "gone"))).toEqual({ kind: "path_missing" });
  expect(await inspectRepository(join(root, "file"))).toEqual({ kind: "not_a_directory" });
  expect(await inspectRepository(root)).toEqual({ kind: "not_a_repository" });
});

test("a repository without commits has no head", async () => {
  const root = await temporaryFolder();
  await personGit(root, "init", "-q", "-b", "trunk");
  expect(await inspectRepository(root)).toMatchObject({
    kind: "repository",
    headCommit: null,
    currentBranch: "trunk",
    defaultBranch: "trunk",
  });
});

test("a detached head has no branch, and the default branch is found without it", async () => {
  const { path, head } = await createRepository();
  await personGit(path, "checkout", "-q", "--detach");
  expect(await inspectRepository(path)).toMatchObject({
    headCommit: head,
    currentBranch: null,
    defaultBranch: "main",
  });
});

test("the remote's default branch goes before the usual names", async () => {
  const { path } = await createRepository();
  await personGit(path, "branch", "develop");
  await personGit(path, "update-ref", "refs/remotes/origin/develop", "HEAD");
  await personGit(path, "symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/develop");
  expect(await inspectRepository(path)).toMatchObject({ defaultBranch: "develop" });
});

test("a bare repository and a linked worktree are recognised", async () => {
  const { root, path } = await createRepository();
  await personGit(root, "clone", "-q", "--bare", path, "bare.git");
  expect(await inspectRepository(join(root, "bare.git"))).toMatchObject({
    kind: "repository",
    isBare: true,
    topLevel: await realpath(join(root, "bare.git")),
  });
  await personGit(path, "worktree", "add", "-q", "-b", "side", join(root, "linked"));
  expect(await inspectRepository(join(root, "linked"))).toMatchObject({
    topLevel: await realpath(join(root, "linked")),
    commonDir: await realpath(join(path, ".git")),
    currentBranch: "side",
  });
});

test("a git folder itself is nothing to work in", async () => {
  const { path } = await createRepository();
  expect(await inspectRepository(join(path, ".git"))).toEqual({ kind: "not_a_repository" });
});

test.runIf(process.getuid?.() === 0)(
  "a repository of somebody else is an error in git's own words",
  async () => {
    const { path } = await createRepository();
    const stranger = 12_345;
    await chown(path, stranger, stranger);
    await chown(join(path, ".git"), stranger, stranger);
    const inspection = inspectRepository(path);
    await expect(inspection).rejects.toThrow(GitError);
    await expect(inspection).rejects.toThrow(/dubious ownership/);
  },
);

test("a broken configuration is an error in git's own words", async () => {
  const { path } = await createRepository();
  await mkdir(join(path, "sub"));
  await writeFile(join(path, ".git", "config"), "[broken");
  await expect(inspectRepository(path)).rejects.toThrow(/bad config/);
});
