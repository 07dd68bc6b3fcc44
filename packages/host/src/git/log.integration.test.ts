import { join } from "node:path";
import { expect, test } from "vitest";
import { createRepository, personGit, writeFiles } from "../testing/repositories.ts";
import * as git from "./index.ts";

const branch = "signalbox/log";

async function withCheckpoints(count: number) {
  const repository = await createRepository();
  const worktree = join(repository.root, "worktree");
  await git.addWorktree({
    repository: repository.path,
    path: worktree,
    branch,
    startPoint: "main",
  });
  const commits: string[] = [];
  for (let number = 1; number <= count; number += 1) {
    await writeFiles(worktree, { [`${number}.txt`]: `${number}\n` });
    const { made } = await git.checkpoint(worktree, {
      subject: `Checkpoint ${number}`,
      body: `Body ${number}\nsecond line`,
    });
    commits.unshift(made?.commit ?? "");
  }
  return { ...repository, worktree, commits };
}

test("the pages of a log fit together while commits are added, and end", async () => {
  const { worktree, commits, head } = await withCheckpoints(5);
  const all = { baseBranch: "main", scope: "all", limit: 2 } as const;
  const first = await git.listCommits(worktree, all);
  await writeFiles(worktree, { "later.txt": "x\n" });
  await git.checkpoint(worktree, { subject: "Later" });
  const seen = [...first.items];
  for (let cursor = first.nextCursor; cursor !== null;) {
    const page = await git.listCommits(worktree, { ...all, cursor });
    seen.push(...page.items);
    cursor = page.nextCursor;
  }
  expect(seen.map((entry) => entry.commit)).toEqual([...commits, head]);
  expect(seen[0]).toMatchObject({
    subject: "Checkpoint 5",
    body: "Body 5\nsecond line",
    parents: [commits[1]],
    authorName: "A Person",
  });
});

test("the session's log has only what its base branch does not have", async () => {
  const { worktree, commits } = await withCheckpoints(2);
  const page = await git.listCommits(worktree, { baseBranch: "main", scope: "session", limit: 50 });
  expect(page).toMatchObject({ nextCursor: null });
  expect(page.items.map((entry) => entry.commit)).toEqual(commits);
});

test("what each commit changed is counted when it is asked for, also of a merge and of one that changed nothing", async () => {
  const { path, worktree } = await withCheckpoints(1);
  await writeFiles(path, { "base.txt": "a\nb\nc\n" });
  await personGit(path, "add", "base.txt");
  await personGit(path, "commit", "-qm", "Base");
  await personGit(worktree, "merge", "-q", "--no-edit", "main");
  await personGit(worktree, "commit", "-q", "--allow-empty", "-m", "Nothing");
  const page = await git.listCommits(worktree, {
    baseBranch: "main",
    scope: "session",
    limit: 50,
    stats: true,
  });
  expect(page.items.map((entry) => entry.stat)).toEqual([
    { filesChanged: 0, insertions: 0, deletions: 0 },
    { filesChanged: 1, insertions: 3, deletions: 0 },
    { filesChanged: 1, insertions: 1, deletions: 0 },
  ]);
});

test("a commit with a time that no calendar has, and a cursor that nobody gave, break nothing", async () => {
  const { worktree } = await withCheckpoints(1);
  const tree = await personGit(worktree, "rev-parse", "HEAD^{tree}");
  const person = "X <x@example.org> 99999999999999999 +0000";
  const { stdout } = await git.runGit(
    ["hash-object", "-t", "commit", "-w", "--literally", "--stdin"],
    {
      cwd: worktree,
      input: `tree ${tree}\nauthor ${person}\ncommitter ${person}\n\nodd\n`,
    },
  );
  await personGit(worktree, "reset", "-q", "--soft", stdout.trim());
  const options = { baseBranch: "main", scope: "all", limit: 1 } as const;
  const { items } = await git.listCommits(worktree, options);
  expect(items[0]).toMatchObject({ subject: "odd" });
  for (const cursor of ["--output=x", "1", "HEAD.HEAD.0"]) {
    await expect(git.listCommits(worktree, { ...options, cursor })).rejects.toThrow("cursor");
  }
});

test("branches are paged, with who has them checked out", async () => {
  const { path, worktree, commits } = await withCheckpoints(1);
  await personGit(path, "branch", "other");
  await personGit(path, "update-ref", "refs/remotes/origin/main", "main");
  const options = { base: "main", session: branch, remotes: true };
  const first = await git.describeBranches(path, { ...options, limit: 3 });
  const cursor = first.nextCursor ?? "";
  const second = await git.describeBranches(path, { ...options, limit: 3, cursor });
  expect(second.nextCursor).toBeNull();
  const found = new Map([...first.items, ...second.items].map((entry) => [entry.name, entry]));
  expect([...found.keys()].toSorted()).toEqual(["main", "origin/main", "other", branch]);
  expect(found.get(branch)).toMatchObject({
    isSession: true,
    isRemote: false,
    checkedOutAt: worktree,
    commit: commits[0],
    subject: "Checkpoint 1",
  });
  expect(found.get("main")).toMatchObject({ isBase: true, checkedOutAt: path });
  expect(found.get("other")).toMatchObject({ isBase: false, checkedOutAt: null });
  expect(found.get("origin/main")).toMatchObject({ isRemote: true, checkedOutAt: null });
});

test("a diff shows as many unchanged lines around a change as it is asked for", async () => {
  const { worktree, head } = await withCheckpoints(1);
  const lines = Array.from({ length: 40 }, (_, index) => `line ${index}`);
  await writeFiles(worktree, { "long.txt": `${lines.join("\n")}\n` });
  await git.commitFiles(worktree, { message: "long", paths: ["long.txt"] });
  const { head: before } = await git.worktreeStatus(worktree, { baseBranch: "main" });
  expect(before).not.toBe(head);
  await writeFiles(worktree, { "long.txt": `${lines.join("\n").replace("line 20", "new")}\n` });
  const patchOf = async (contextLines?: number) =>
    (await git.worktreeDiff(worktree, { baseCommit: before, path: "long.txt", contextLines }))
      .patch;
  expect(await patchOf()).not.toContain(" line 5\n");
  expect(await patchOf(1_000)).toContain(" line 0\n");
});

test("a diff between two checkpoints tells only what lies between them, white space left out when asked", async () => {
  const { worktree, commits, head } = await withCheckpoints(2);
  const [second = "", first = ""] = commits;
  const between = await git.worktreeDiff(worktree, { baseCommit: first, toCommit: second });
  expect(between.files).toEqual([
    { path: "2.txt", oldPath: null, status: "added", insertions: 1, deletions: 0 },
  ]);
  const back = await git.worktreeDiff(worktree, { baseCommit: second, toCommit: head });
  expect(back).toMatchObject({ insertions: 0, deletions: 2, truncated: false });
  await writeFiles(worktree, { "1.txt": "  1\n", "2.txt": "two\n" });
  const { patch } = await git.worktreeDiff(worktree, {
    baseCommit: second,
    ignoreWhitespace: true,
  });
  expect(patch).toContain("+two");
  expect(patch).not.toContain("1.txt");
  await expect(
    git.worktreeDiff(worktree, { baseCommit: first, toCommit: "0".repeat(40) }),
  ).rejects.toThrow("does not exist");
});
