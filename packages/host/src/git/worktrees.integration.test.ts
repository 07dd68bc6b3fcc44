import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createRepository, fingerprint, personGit, writeFiles } from "../testing/repositories.ts";
import * as git from "./index.ts";

const branch = "signalbox/a session";
const validBranch = "signalbox/a-session";

async function withWorktree(files?: Record<string, string>) {
  const repository = await createRepository(files);
  const worktree = join(repository.root, "work tree ü");
  await git.addWorktree({
    repository: repository.path,
    path: worktree,
    branch: validBranch,
    startPoint: "main",
  });
  return { ...repository, worktree };
}

test("a worktree begins at its start point, on a branch of its own that tracks nothing", async () => {
  const { path, worktree, head } = await withWorktree();
  expect(await readFile(join(worktree, "a.txt"), "utf8")).toBe("one\ntwo\nthree\n");
  expect(await git.resolveCommit(path, validBranch)).toBe(head);
  expect(await git.branchExists(path, validBranch)).toBe(true);
  expect(await git.listBranches(path)).toEqual(expect.arrayContaining(["main", validBranch]));
  expect(await readFile(join(path, ".git", "config"), "utf8")).not.toContain("signalbox");
});

test("names and start points that git may not be given are refused", async () => {
  const { path, root } = await createRepository();
  const add = (name: string, startPoint: string) =>
    git.addWorktree({ repository: path, path: join(root, "w"), branch: name, startPoint });
  await expect(add(branch, "main")).rejects.toThrow(/not a valid branch name/);
  await expect(add("-b", "main")).rejects.toThrow(git.GitError);
  await expect(add("ok", "--detach")).rejects.toThrow(/no branch or commit/);
  await expect(add("ok", "main~0")).rejects.toThrow(/no branch or commit/);
  await expect(add("main", "main")).rejects.toThrow(/already exists/);
  expect(await git.resolveCommit(path, "--all")).toBeNull();
  expect(await git.branchExists(path, "--all")).toBe(false);
});

test("a branch goes before a tag of the same name", async () => {
  const { path, head } = await createRepository();
  await writeFiles(path, { "b.txt": "b" });
  await personGit(path, "checkout", "-q", "-b", "both");
  await personGit(path, "add", "-A");
  await personGit(path, "commit", "-q", "-m", "second");
  await personGit(path, "tag", "both", head);
  expect(await git.resolveCommit(path, "both")).toBe(
    await personGit(path, "rev-parse", "refs/heads/both"),
  );
  expect(await git.resolveCommit(path, head)).toBe(head);
});

test("a worktree whose folder was deleted by hand comes back with its branch's work", async () => {
  const { path, worktree } = await withWorktree();
  await writeFile(join(worktree, "new.txt"), "new");
  await git.checkpoint(worktree, { subject: "work" });
  await rm(worktree, { recursive: true });
  await git.reattachWorktree({ repository: path, path: worktree, branch: validBranch });
  expect(await readFile(join(worktree, "new.txt"), "utf8")).toBe("new");
});

test("a worktree with work in it is only removed by force, its branch only when no worktree has it", async () => {
  const { path, worktree } = await withWorktree();
  await writeFile(join(worktree, "new.txt"), "new");
  const remove = (force: boolean) =>
    git.removeWorktree({ repository: path, path: worktree, force });
  await expect(remove(false)).rejects.toThrow(/modified or untracked/);
  await expect(git.deleteBranch(path, validBranch)).rejects.toThrow(/checked out/);
  await remove(true);
  expect(await readdir(join(path, ".git"))).not.toContain("worktrees");
  await git.deleteBranch(path, validBranch);
  expect(await git.branchExists(path, validBranch)).toBe(false);
  await git.deleteBranch(path, validBranch);
});

test("a worktree that is broken or gone can be removed, an unknown folder and the main one cannot", async () => {
  const { root, path, worktree } = await withWorktree();
  const remove = (folder: string) =>
    git.removeWorktree({ repository: path, path: folder, force: true });
  await expect(remove(path)).rejects.toThrow(/not a worktree/);
  await mkdir(join(root, "other"));
  await expect(remove(join(root, "other"))).rejects.toThrow(/not a worktree/);
  await writeFile(join(worktree, ".git"), "nonsense");
  await remove(worktree);
  expect(await readdir(root)).not.toContain("work tree ü");
  await git.reattachWorktree({ repository: path, path: worktree, branch: validBranch });
  await rm(worktree, { recursive: true });
  await remove(worktree);
  expect(await personGit(path, "worktree", "list")).not.toContain("work tree");
});

test("a worktree that lost its .git is an error, and the repository around it is not touched", async () => {
  const { path } = await createRepository();
  const inside = join(path, "inside");
  await git.addWorktree({
    repository: path,
    path: inside,
    branch: validBranch,
    startPoint: "main",
  });
  await rm(join(inside, ".git"));
  const before = await fingerprint(join(path, ".git"));
  await expect(git.checkpoint(inside, { subject: "x" })).rejects.toThrow(/not a git repository/);
  await expect(git.treeId(inside)).rejects.toThrow(/not a git repository/);
  expect(await fingerprint(join(path, ".git"))).toEqual(before);
});

test("a person's dirty checkout, index, stash, hooks and configuration are byte for byte as before", async () => {
  const { root, path } = await createRepository({ "a.txt": "one\n", "staged.txt": "one\n" });
  await writeFiles(path, { "a.txt": "stashed\n" });
  await personGit(path, "stash");
  await writeFiles(path, {
    "a.txt": "dirty\n",
    "staged.txt": "staged\n",
    "un tracked.txt": "untracked\n",
    ".git/hooks/pre-commit": "#!/bin/sh\nexit 1\n",
  });
  await personGit(path, "add", "staged.txt");
  // What belongs to the session: its branch and worktree, the archive, new objects.
  const isOurs = (file: string) =>
    /^\.git\/(objects|worktrees|(logs\/)?refs\/(heads\/signalbox|signalbox))(\/|$)/.test(file);
  const before = await fingerprint(path, isOurs);

  const worktree = join(root, "worktree");
  const { commit } = await git.addWorktree({
    repository: path,
    path: worktree,
    branch: validBranch,
    startPoint: "main",
  });
  await git.inspectRepository(path);
  await writeFiles(worktree, { "a.txt": "agent\n", "new\nline.txt": "new\n" });
  await git.treeId(worktree);
  await git.worktreeStatus(worktree, { baseBranch: "main" });
  await git.worktreeDiff(worktree, { baseCommit: commit });
  await git.archiveWork({ repository: path, worktree, branch: validBranch, ref: "a" });
  await git.checkpoint(worktree, { subject: "work" });
  await git.unlandedWork({ repository: path, worktree, branch: validBranch, baseBranch: "main" });
  await rm(worktree, { recursive: true });
  await git.reattachWorktree({ repository: path, path: worktree, branch: validBranch });
  await git.removeWorktree({ repository: path, path: worktree, force: false });
  await git.deleteBranch(path, validBranch);

  expect(await fingerprint(path, isOurs)).toEqual(before);
  expect(await personGit(path, "stash", "list")).toContain("stash@{0}");
});
