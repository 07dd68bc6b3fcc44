import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createRepository, personGit, writeFiles } from "../testing/repositories.ts";
import * as git from "./index.ts";

const branch = "signalbox/large";
const added = 5_200;
const lastName = `new/${String(added - 1).padStart(4, "0")}.txt`;

test("of very many changed files the first are listed, how many there are is told, and none is stored to be looked at", async () => {
  const { path, root, head } = await createRepository({ "a.txt": "one\n", "b.txt": "two\n" });
  const worktree = join(root, "worktree");
  await git.addWorktree({ repository: path, path: worktree, branch, startPoint: "main" });
  await writeFiles(worktree, { "a.txt": "changed\n", "c-giant.txt": "giant\n".repeat(100_000) });
  await rm(join(worktree, "b.txt"));
  await mkdir(join(worktree, "new"));
  for (let number = 0; number < added; number += 1) {
    const name = `${String(number).padStart(4, "0")}.txt`;
    await writeFile(join(worktree, "new", name), `new ${number}\n`);
  }
  const status = await git.worktreeStatus(worktree, { baseBranch: "main" });
  expect(status.uncommitted).toHaveLength(4);

  const uncommitted = await git.worktreeDiff(worktree, { baseCommit: head });
  expect(uncommitted).toMatchObject({ truncated: true, totalFiles: added + 3 });
  expect(uncommitted.files).toHaveLength(5_000);
  expect(uncommitted.files.slice(0, 4)).toEqual([
    { path: "a.txt", oldPath: null, status: "modified", insertions: 1, deletions: 1 },
    { path: "b.txt", oldPath: null, status: "deleted", insertions: 0, deletions: 1 },
    { path: "c-giant.txt", oldPath: null, status: "added", insertions: 100_000, deletions: 0 },
    { path: "new/0000.txt", oldPath: null, status: "added", insertions: 1, deletions: 0 },
  ]);
  expect(uncommitted.files.at(-1)).toMatchObject({ path: "new/4996.txt", insertions: 1 });
  expect(uncommitted.patch).not.toContain("giant");
  const one = await git.worktreeDiff(worktree, { baseCommit: head, path: lastName });
  expect(one).toMatchObject({ files: [{ path: lastName, insertions: 1 }], truncated: false });
  expect(one.patch).toContain(`+new ${added - 1}\n`);
  expect(await personGit(path, "count-objects")).toMatch(/^4 objects/);

  await git.checkpoint(worktree, { subject: "all" });
  const toCommit = await personGit(worktree, "rev-parse", "HEAD");
  const committed = await git.worktreeDiff(worktree, { baseCommit: head, toCommit });
  expect(committed).toEqual(uncommitted);
});
