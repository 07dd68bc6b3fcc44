import { rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createRepository, personGit, writeFiles } from "../testing/repositories.ts";
import * as git from "./index.ts";

const branch = "signalbox/marks";

async function withMarks() {
  const repository = await createRepository({ "a.txt": "a\n", "b.txt": "b\n", "c.txt": "c\n" });
  const { root, path } = repository;
  const worktree = join(root, "worktree");
  await git.addWorktree({ repository: path, path: worktree, branch, startPoint: "main" });
  await personGit(worktree, "update-index", "--assume-unchanged", "a.txt");
  await personGit(worktree, "update-index", "--skip-worktree", "b.txt", "c.txt");
  await writeFiles(worktree, { "a.txt": "hidden a\n", "b.txt": "hidden b\n" });
  return { ...repository, worktree };
}

test("files that an agent marked as unchanged, or to be skipped, are work like all others", async () => {
  const { path, worktree, head } = await withMarks();
  const work = { repository: path, worktree, branch };
  const diff = await git.worktreeDiff(worktree, { baseCommit: head });
  expect(diff.files.map((file) => file.path)).toEqual(["a.txt", "b.txt"]);
  expect(await git.unlandedWork({ ...work, baseBranch: "main" })).toMatchObject({
    uncommittedFiles: 2,
  });
  const { commit } = await git.archiveWork({ ...work, ref: "marks" });
  expect(await personGit(path, "show", `${commit}:a.txt`)).toBe("hidden a");
  expect(await personGit(path, "show", `${commit}:b.txt`)).toBe("hidden b");
  await git.checkpoint(worktree, { subject: "all" });
  expect(await personGit(worktree, "show", "HEAD:b.txt")).toBe("hidden b");
});

test("what is marked does not keep a worktree from being looked at as it is", async () => {
  const { worktree, head } = await withMarks();
  const gitFolder = await git.worktreeGitFolder(worktree);
  await git.returnToBranch(worktree, { branch, gitFolder, lastCommit: head });
  const { uncommitted } = await git.worktreeStatus(worktree, { baseBranch: "main" });
  expect(uncommitted.map((entry) => entry.path)).toEqual(["a.txt", "b.txt"]);
});

test("files outside of a sparse checkout are not taken for deleted ones", async () => {
  const { path, root, head } = await createRepository({ "in/a.txt": "a\n", "out/b.txt": "b\n" });
  const worktree = join(root, "worktree");
  await git.addWorktree({ repository: path, path: worktree, branch, startPoint: "main" });
  await personGit(worktree, "sparse-checkout", "set", "in");
  await writeFiles(worktree, { "in/a.txt": "changed\n" });
  await rm(join(worktree, "out"), { recursive: true, force: true });
  const { files } = await git.worktreeDiff(worktree, { baseCommit: head });
  expect(files.map((file) => file.path)).toEqual(["in/a.txt"]);
});
