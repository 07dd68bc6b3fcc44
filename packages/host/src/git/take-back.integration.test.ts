import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createRepository, fingerprint, personGit, writeFiles } from "../testing/repositories.ts";
import * as git from "./index.ts";

const branch = "signalbox/back";

async function withWork() {
  const repository = await createRepository({
    "a.txt": "1\n2\n3\n4\n5\n6\n7\n8\n9\n",
    "folder/b.txt": "b\n",
    "gone.txt": "g\n",
    ".gitignore": "*.log\n",
  });
  const { path, root, head } = repository;
  const worktree = join(root, "worktree");
  await git.addWorktree({ repository: path, path: worktree, branch, startPoint: "main" });
  await writeFiles(worktree, {
    "a.txt": "ONE\n2\n3\n4\n5\n6\n7\n8\nNINE\n",
    "folder/b.txt": "B\n",
    "folder/new\nline.txt": "n\n",
    "kept.log": "ignored\n",
  });
  await rm(join(worktree, "gone.txt"));
  const options = { repository: path, worktree, branch, archive: "back-1" };
  return { ...repository, worktree, options, head };
}

const contentOf = (worktree: string) => fingerprint(worktree, (path) => path === ".git");
const status = (worktree: string) => personGit(worktree, "status", "--porcelain", "-z", "-uall");

test("chosen files are committed, deleted and untracked ones too, and the rest stays as it was", async () => {
  const { worktree, head } = await withWork();
  await personGit(worktree, "add", "a.txt");
  const before = await contentOf(worktree);
  const made = await git.commitFiles(worktree, {
    message: "Some\n\nWhy.",
    paths: ["folder/", "gone.txt"],
  });
  expect(made).toMatchObject({ subject: "Some", filesChanged: 3, insertions: 2, deletions: 2 });
  expect(await status(worktree)).toBe("M  a.txt\0");
  expect(await contentOf(worktree)).toEqual(before);
  expect(await personGit(worktree, "log", "-1", "--format=%P %B")).toBe(`${head} Some\n\nWhy.`);
  await expect(git.commitFiles(worktree, { message: "x", paths: ["gone.txt"] })).rejects.toThrow(
    "Nothing changed at gone.txt",
  );
  await git.commitFiles(worktree, { message: "All" });
  expect(await status(worktree)).toBe("");
  await expect(git.commitFiles(worktree, { message: "x" })).rejects.toThrow("nothing to commit");
});

test("files are discarded, all is archived first, and the archive brings it back", async () => {
  const { worktree, path, options } = await withWork();
  const before = await contentOf(worktree);
  const ref = await git.discardChanges({ ...options, what: { paths: ["folder", "gone.txt"] } });
  expect(await status(worktree)).toBe("M a.txt\0");
  expect(await readFile(join(worktree, "folder/b.txt"), "utf8")).toBe("b\n");
  expect(await readFile(join(worktree, "kept.log"), "utf8")).toBe("ignored\n");
  await git.rewind(worktree, { to: await personGit(path, "rev-parse", ref), archives: "back-" });
  expect(await contentOf(worktree)).toEqual(before);
});

test("a hunk is discarded, and a diff that does not fit changes nothing", async () => {
  const { worktree, options } = await withWork();
  const { patch } = await git.worktreeDiff(worktree, {
    baseCommit: await personGit(worktree, "rev-parse", "HEAD"),
    path: "a.txt",
  });
  const second = patch.replace(/@@ -1[^]*?(?=@@ -6)/, "");
  await git.discardChanges({ ...options, what: { patch: second } });
  expect(await readFile(join(worktree, "a.txt"), "utf8")).toBe("ONE\n2\n3\n4\n5\n6\n7\n8\n9\n");
  const before = [await contentOf(worktree), await status(worktree)];
  await expect(
    git.discardChanges({ ...options, archive: "back-2", what: { patch: second } }),
  ).rejects.toThrow("patch failed");
  expect([await contentOf(worktree), await status(worktree)]).toEqual(before);
});

test("files of another commit are taken into the worktree, uncommitted", async () => {
  const { worktree, options } = await withWork();
  await git.checkpoint(worktree, { subject: "all" });
  await git.takeFiles({ ...options, from: "main", paths: ["a.txt", "folder"] });
  expect(await status(worktree)).toBe("M a.txt\0 M folder/b.txt\0 D folder/new\nline.txt\0");
  expect(await readFile(join(worktree, "folder/b.txt"), "utf8")).toBe("b\n");
  await expect(
    git.takeFiles({ ...options, archive: "back-2", from: "nope", paths: ["a.txt"] }),
  ).rejects.toThrow("There is no");
});

test("a reset brings branch and files to a commit, archives all first, and back again byte for byte", async () => {
  const { worktree, path, options, head } = await withWork();
  await git.checkpoint(worktree, { subject: "all" });
  await writeFiles(worktree, { "a.txt": "uncommitted\n", "untracked.txt": "u\n" });
  await personGit(worktree, "add", "a.txt");
  await writeFiles(worktree, { "a.txt": "changed again\n" });
  const before = await contentOf(worktree);
  const wish = { ...options, baseBranch: "main", archives: "back-" };
  const ref = await git.resetWorktree({ ...wish, to: head });
  expect(await personGit(worktree, "rev-parse", "HEAD")).toBe(head);
  expect(await status(worktree)).toBe("");
  expect(await personGit(worktree, "symbolic-ref", "--short", "HEAD")).toBe(branch);
  const archived = await personGit(path, "rev-parse", ref);
  // What was only staged is there too.
  expect(await personGit(path, "show", `${ref}^2:a.txt`)).toBe("uncommitted");
  await git.resetWorktree({ ...wish, archive: "back-2", to: archived });
  expect(await contentOf(worktree)).toEqual(before);
  await expect(
    git.resetWorktree({ ...wish, archive: "back-3", to: "0".repeat(40) }),
  ).rejects.toThrow("does not exist");
});
