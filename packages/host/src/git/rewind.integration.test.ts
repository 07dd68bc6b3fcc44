import { readFile, rm, symlink } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createRepository, fingerprint, personGit, writeFiles } from "../testing/repositories.ts";
import * as git from "./index.ts";

const branch = "signalbox/rewind";
const archives = "rewind-";

async function withWorktree() {
  const repository = await createRepository({ "a.txt": "one\n", ".gitignore": "*.log\n" });
  const worktree = join(repository.root, "worktree");
  await git.addWorktree({
    repository: repository.path,
    path: worktree,
    branch,
    startPoint: "main",
  });
  const checkpoint = async (files: Record<string, string>) => {
    await writeFiles(worktree, files);
    return (await git.checkpoint(worktree, { subject: "work" })).made?.commit ?? "";
  };
  return { ...repository, worktree, checkpoint };
}

const contentOf = (worktree: string) => fingerprint(worktree, (path) => path === ".git");

test("a rewind brings the old content back as a new checkpoint, and the way forward is a rewind too", async () => {
  const { worktree, path, checkpoint } = await withWorktree();
  const first = await checkpoint({ "a.txt": "first\n", "old/b.txt": "b\n" });
  const before = await contentOf(worktree);
  await rm(join(worktree, "old"), { recursive: true });
  await symlink("a.txt", join(worktree, "old"));
  const second = await checkpoint({ "new.txt": "n\n" });
  const after = await contentOf(worktree);
  const persons = await fingerprint(path, (name) => name.startsWith(".git/"));

  const back = await git.rewind(worktree, { to: first, archives });
  expect(await contentOf(worktree)).toEqual(before);
  expect(back.safeguard).toBeNull();
  expect(await personGit(worktree, "status", "--porcelain")).toBe("");
  expect(await personGit(worktree, "rev-parse", "HEAD", "HEAD^", "HEAD^{tree}")).toBe(
    [back.commit, second, await personGit(worktree, "rev-parse", `${first}^{tree}`)].join("\n"),
  );
  expect(await personGit(worktree, "symbolic-ref", "--short", "HEAD")).toBe(branch);

  await git.rewind(worktree, { to: second, archives });
  expect(await contentOf(worktree)).toEqual(after);
  expect(await fingerprint(path, (name) => name.startsWith(".git/"))).toEqual(persons);
});

test("commits that an agent left beside its branch can be gone back to", async () => {
  const { worktree, head, checkpoint } = await withWorktree();
  const left = await checkpoint({ "left.txt": "left\n" });
  await personGit(worktree, "reset", "--hard", "-q", head);
  const gitFolder = await git.worktreeGitFolder(worktree);
  await git.returnToBranch(worktree, { branch, gitFolder, lastCommit: left });
  await git.rewind(worktree, { to: left, archives });
  expect(await readFile(join(worktree, "left.txt"), "utf8")).toBe("left\n");
});

test("what was not committed is committed before a rewind, and can be had again", async () => {
  const { worktree, head } = await withWorktree();
  await writeFiles(worktree, { "a.txt": "uncommitted\n", "untracked.txt": "u\n" });
  const before = await contentOf(worktree);
  const { safeguard } = await git.rewind(worktree, { to: head, archives });
  expect(await readFile(join(worktree, "a.txt"), "utf8")).toBe("one\n");
  await git.rewind(worktree, { to: safeguard ?? "", archives });
  expect(await contentOf(worktree)).toEqual(before);
});

test("a rewind to what is there already makes nothing", async () => {
  const { worktree, head } = await withWorktree();
  expect(await git.rewind(worktree, { to: head, archives })).toEqual({
    commit: null,
    safeguard: null,
    head,
  });
});

test("an ignored file in the way is never overwritten: the rewind is refused, and all is as it was", async () => {
  const { worktree, checkpoint } = await withWorktree();
  await writeFiles(worktree, { "kept.log": "tracked once\n" });
  await personGit(worktree, "add", "-f", "kept.log");
  const tracked = await checkpoint({});
  await rm(join(worktree, "kept.log"));
  const head = await checkpoint({ "a.txt": "two\n" });
  await writeFiles(worktree, { "kept.log": "precious\n" });
  const before = await contentOf(worktree);
  await expect(git.rewind(worktree, { to: tracked, archives })).rejects.toThrow("kept.log");
  expect(await contentOf(worktree)).toEqual(before);
  expect(await personGit(worktree, "rev-parse", "HEAD")).toBe(head);
});

test("only a commit of the session, or of its archive, can be gone back to", async () => {
  const { worktree, path, checkpoint } = await withWorktree();
  await writeFiles(path, { "persons.txt": "p\n" });
  await personGit(path, "add", "-A");
  await personGit(path, "commit", "-q", "-m", "the person's");
  const persons = await personGit(path, "rev-parse", "HEAD");
  await expect(git.rewind(worktree, { to: persons, archives })).rejects.toThrow("not one of");
  await checkpoint({ "a.txt": "kept\n" });
  const archived = await git.archiveWork({ repository: path, worktree, branch, ref: "rewind-1" });
  await personGit(worktree, "reset", "-q", "--hard", "main~1");
  await git.rewind(worktree, { to: archived.commit, archives });
  expect(await readFile(join(worktree, "a.txt"), "utf8")).toBe("kept\n");
});
