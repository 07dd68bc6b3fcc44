import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createRepository, personGit, writeFiles } from "../testing/repositories.ts";
import * as git from "./index.ts";

const branch = "signalbox/work";

async function withSession() {
  const { root, path, head } = await createRepository();
  const worktree = join(root, "worktree");
  await git.addWorktree({ repository: path, path: worktree, branch, startPoint: "main" });
  const gitFolder = await git.worktreeGitFolder(worktree);
  return { root, path, head, worktree, session: { branch, gitFolder, lastCommit: head } };
}

async function commit(worktree: string, name: string): Promise<string> {
  await writeFiles(worktree, { [name]: name });
  await personGit(worktree, "add", name);
  await personGit(worktree, "-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", name);
  return personGit(worktree, "rev-parse", "HEAD");
}

test("a worktree on its branch is left as it is", async () => {
  const { worktree, session } = await withSession();
  const last = await commit(worktree, "x");
  expect(await git.returnToBranch(worktree, session)).toBeNull();
  expect(await personGit(worktree, "rev-parse", branch)).toBe(last);
});

test.each([
  ["another branch", ["checkout", "-q", "-b", "other"], /^other$/],
  ["no branch", ["checkout", "-q", "--detach"], /^[0-9a-f]{40}$/],
  ["a new name of the branch", ["branch", "-m", "renamed"], /^renamed$/],
])("commits on %s are carried over to the session's branch", async (_, leave, foundAt) => {
  const { worktree, session } = await withSession();
  await personGit(worktree, ...leave);
  const last = await commit(worktree, "x");
  await writeFile(join(worktree, "y"), "y");
  const before = await personGit(worktree, "status", "--porcelain");
  expect(await git.returnToBranch(worktree, session)).toEqual({
    foundAt: expect.stringMatching(foundAt),
    carriedOver: true,
  });
  expect(await personGit(worktree, "symbolic-ref", "--short", "HEAD")).toBe(branch);
  expect(await personGit(worktree, "rev-parse", branch)).toBe(last);
  expect(await personGit(worktree, "status", "--porcelain")).toBe(before);
});

test.each([
  ["an older commit", ["checkout", "-q", "--detach", "HEAD~1"]],
  ["a branch without a commit", ["checkout", "-q", "--orphan", "lone"]],
])("from %s the branch keeps its commits and the files stay", async (_, leave) => {
  const { worktree, session } = await withSession();
  const last = await commit(worktree, "x");
  await personGit(worktree, ...leave);
  await writeFiles(worktree, { "new.txt": "new" });
  expect(await git.returnToBranch(worktree, session)).toMatchObject({ carriedOver: false });
  expect(await personGit(worktree, "rev-parse", "HEAD", branch)).toBe(`${last}\n${last}`);
  await git.checkpoint(worktree, { subject: "work" });
  expect(await personGit(worktree, "show", `${branch}:new.txt`)).toBe("new");
});

test("a branch that was deleted below the worktree begins again at the last known commit", async () => {
  const { worktree, session, head } = await withSession();
  await personGit(worktree, "update-ref", "-d", `refs/heads/${branch}`);
  expect(await git.returnToBranch(worktree, session)).not.toBeNull();
  expect(await personGit(worktree, "rev-parse", "HEAD")).toBe(head);
});

test("a worktree whose .git was replaced is refused: its commits would go elsewhere", async () => {
  const { root, path, worktree, session } = await withSession();
  await personGit(path, "worktree", "add", "-q", "-b", "person", join(root, "persons"));
  await writeFile(join(worktree, ".git"), `gitdir: ${path}/.git/worktrees/persons\n`);
  await expect(git.returnToBranch(worktree, session)).rejects.toThrow("another worktree");
  await rm(join(worktree, ".git"));
  await personGit(worktree, "init", "-q");
  await expect(git.returnToBranch(worktree, session)).rejects.toThrow("another repository");
  await expect(git.worktreeGitFolder(worktree)).rejects.toThrow("another repository");
});

test("a worktree that is configured to take its files from another folder is refused", async () => {
  const { path, worktree, session } = await withSession();
  await personGit(path, "config", "extensions.worktreeConfig", "true");
  await personGit(worktree, "config", "--worktree", "core.worktree", path);
  await expect(git.returnToBranch(worktree, session)).rejects.toThrow("another folder");
});

test("commits that an agent left on no branch, or reset its branch behind, are archived", async () => {
  const { path, worktree, session } = await withSession();
  const archives = async () =>
    (await personGit(path, "for-each-ref", "--format=%(objectname)", "refs/signalbox/archive"))
      .split("\n")
      .filter((id) => id !== "");
  const onBranch = await commit(worktree, "x");
  await personGit(worktree, "checkout", "-q", "--detach", "HEAD~1");
  const beside = await commit(worktree, "y");
  await git.returnToBranch(worktree, session);
  expect(await archives()).toEqual([beside]);
  await personGit(worktree, "reset", "-q", "--hard", "HEAD~1");
  await git.returnToBranch(worktree, { ...session, lastCommit: onBranch });
  expect((await archives()).toSorted()).toEqual([beside, onBranch].toSorted());
  await git.returnToBranch(worktree, { ...session, lastCommit: onBranch });
  expect(await archives()).toHaveLength(2);
});
