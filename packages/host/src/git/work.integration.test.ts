import { execFileSync } from "node:child_process";
import { chmod, mkdir, readFile, rename, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createRepository, fingerprint, personGit, writeFiles } from "../testing/repositories.ts";
import * as git from "./index.ts";

const branch = "signalbox/work";

async function withWorktree(files?: Record<string, string>) {
  const repository = await createRepository(files);
  const worktree = join(repository.root, "worktree");
  await git.addWorktree({
    repository: repository.path,
    path: worktree,
    branch,
    startPoint: "main",
  });
  return { ...repository, worktree };
}

const oddNames = [
  "with space.txt",
  "ünïcödé 🚦.txt",
  "new\nline.txt",
  "tab\t.txt",
  '"quoted".txt',
  "-dash.txt",
  ":colon.txt",
  "*.txt",
];

test("the tree id changes with content, mode and untracked files, and not with time or what is ignored", async () => {
  const { worktree, path } = await withWorktree({ "a.txt": "one\n", ".gitignore": "ignored/\n" });
  const first = await git.treeId(worktree);
  await writeFile(join(worktree, "a.txt"), "one\n");
  await writeFiles(worktree, { "ignored/x": "x" });
  expect(await git.treeId(worktree)).toBe(first);
  await writeFile(join(worktree, "b.txt"), "untracked");
  const second = await git.treeId(worktree);
  expect(second).not.toBe(first);
  await chmod(join(worktree, "a.txt"), 0o755);
  const third = await git.treeId(worktree);
  expect(third).not.toBe(second);
  await rm(join(worktree, "a.txt"));
  expect(await git.treeId(worktree)).not.toBe(third);
  // Looking left nothing behind: neither in the index nor in the object store.
  expect(await personGit(worktree, "status", "--porcelain")).toContain("?? b.txt");
  expect(await personGit(path, "count-objects")).toMatch(/^4 objects/);
});

test("the tree id is that of the commit that a checkpoint then makes", async () => {
  const { worktree } = await withWorktree();
  await writeFiles(worktree, Object.fromEntries(oddNames.map((name) => [name, name])));
  await symlink("a.txt", join(worktree, "link"));
  const id = await git.treeId(worktree);
  await git.checkpoint(worktree, { subject: "odd names" });
  expect(await personGit(worktree, "rev-parse", "HEAD^{tree}")).toBe(id);
  expect(await git.treeId(worktree)).toBe(id);
});

test("a checkpoint commits all, counts it, and is null when there is nothing", async () => {
  const { worktree, head } = await withWorktree();
  expect((await git.checkpoint(worktree, { subject: "nothing" })).made).toBeNull();
  await writeFiles(worktree, { "a.txt": "one\nTWO\nthree\nfour\n", "new.txt": "1\n2\n" });
  const { made } = await git.checkpoint(worktree, {
    subject: "Iteration 1:\n  # two\nlines",
    body: "Why.\n\n# not a comment",
  });
  expect(made).toEqual({
    commit: await personGit(worktree, "rev-parse", "HEAD"),
    subject: "Iteration 1: # two lines",
    filesChanged: 2,
    insertions: 4,
    deletions: 1,
  });
  expect(await personGit(worktree, "log", "-1", "--format=%an <%ae>%n%B")).toBe(
    "A Person <person@example.org>\nIteration 1: # two lines\n\nWhy.\n\n# not a comment",
  );
  expect(await git.diffStat(worktree, head, "HEAD")).toEqual({
    filesChanged: 2,
    insertions: 4,
    deletions: 1,
  });
});

test("a checkpoint works without an identity, in a person's hooks and signing, and on a detached head", async () => {
  const { path, worktree } = await withWorktree();
  await personGit(path, "config", "--unset", "user.name");
  await personGit(path, "config", "--unset", "user.email");
  await personGit(path, "config", "commit.gpgSign", "true");
  await writeFiles(path, { ".git/hooks/pre-commit": "#!/bin/sh\nexit 1\n" });
  await chmod(join(path, ".git/hooks/pre-commit"), 0o755);
  await personGit(worktree, "checkout", "-q", "--detach");
  await writeFiles(worktree, { "new.txt": "x" });
  const previous = process.env.GIT_CONFIG_GLOBAL;
  process.env.GIT_CONFIG_GLOBAL = "/dev/null";
  try {
    expect((await git.checkpoint(worktree, { subject: "work" })).made).not.toBeNull();
  } finally {
    process.env.GIT_CONFIG_GLOBAL = previous;
    if (previous === undefined) {
      delete process.env.GIT_CONFIG_GLOBAL;
    }
  }
  expect(await personGit(worktree, "log", "-1", "--format=%an <%ae>")).toBe(
    "Signalbox <signalbox@localhost>",
  );
});

test("what git cannot record is left out and named, and costs nothing else", async () => {
  const { worktree, path } = await withWorktree({ "a.txt": "one\n", "pipe.txt": "x\n" });
  await rm(join(worktree, "pipe.txt"));
  // Besides the pipe: a repository without a commit, its name no UTF-8.
  const script = "mkfifo pipe.txt; d=$(printf 'no\\377text'); mkdir $d && git init -q $d";
  execFileSync("sh", ["-c", script], { cwd: worktree });
  await writeFiles(worktree, { "new.txt": "x" });
  const result = await git.checkpoint(worktree, { subject: "one" });
  expect(result.leftOut).toHaveLength(2);
  expect(result.leftOut.join("\n")).toContain("pipe.txt");
  expect(await personGit(path, "show", `${branch}:new.txt`)).toBe("x");
  expect(await git.treeId(worktree)).toBe(result.tree);
});

test("neither a sparse checkout nor strict line ends keep work from being recorded", async () => {
  const { worktree, path } = await withWorktree({ "in/a.txt": "one\n", "out/b.txt": "two\n" });
  await personGit(worktree, "sparse-checkout", "set", "in");
  await personGit(path, "config", "core.safecrlf", "true");
  await personGit(path, "config", "core.autocrlf", "input");
  await writeFiles(worktree, { "else/c.txt": "x", "in/mixed.txt": "one\r\ntwo\n" });
  await git.checkpoint(worktree, { subject: "one" });
  expect(await personGit(path, "ls-tree", "-r", "--name-only", branch)).toBe(
    "else/c.txt\nin/a.txt\nin/mixed.txt\nout/b.txt",
  );
});

test("an embedded repository is recorded by its commit, one without a commit does not stop the rest", async () => {
  const { worktree } = await withWorktree();
  await writeFiles(worktree, { "new.txt": "x", "full/x.txt": "x", "void/x.txt": "x" });
  await personGit(join(worktree, "full"), "init", "-q");
  await personGit(join(worktree, "full"), "add", "x.txt");
  const commitInner = () =>
    personGit(
      join(worktree, "full"),
      "-c",
      "user.name=a",
      "-c",
      "user.email=a@b",
      "commit",
      "-q",
      "--allow-empty",
      "-m",
      "x",
    );
  await commitInner();
  await personGit(join(worktree, "void"), "init", "-q");
  const recorded = async () =>
    (await personGit(worktree, "ls-tree", "HEAD"))
      .split("\n")
      .filter((line) => /full|new|void/.test(line));
  await git.checkpoint(worktree, { subject: "one" });
  const first = await recorded();
  expect(first.map((line) => line.split("\t")[1])).toEqual(["full", "new.txt"]);
  await commitInner();
  await git.checkpoint(worktree, { subject: "two" });
  expect(await recorded()).not.toEqual(first);
  await rm(join(worktree, "full"), { recursive: true });
  await git.checkpoint(worktree, { subject: "three" });
  expect((await recorded()).map((line) => line.split("\t")[1])).toEqual(["new.txt"]);
});

test("the status counts commits both ways and lists what is not committed", async () => {
  const { path, worktree } = await withWorktree({
    "a.txt": "one\n",
    "b name.txt": "two\nthree\nfour\n",
  });
  await writeFiles(path, { "main.txt": "m" });
  await personGit(path, "add", "-A");
  await personGit(path, "commit", "-q", "-m", "on main");
  await writeFiles(worktree, { "x.txt": "x" });
  await git.checkpoint(worktree, { subject: "one" });
  expect(await git.worktreeStatus(worktree, { baseBranch: "main" })).toEqual({
    branch,
    baseBranch: "main",
    head: await personGit(worktree, "rev-parse", "HEAD"),
    ahead: 1,
    behind: 1,
    remote: null,
    clean: true,
    uncommitted: [],
  });
  await personGit(worktree, "mv", "b name.txt", "c\nname.txt");
  await writeFiles(worktree, { "a.txt": "changed\n", "new folder/y.txt": "y" });
  const status = await git.worktreeStatus(worktree, { baseBranch: "main" });
  expect(status.clean).toBe(false);
  expect(status.uncommitted).toEqual([
    { path: "a.txt", code: ".M" },
    { path: "c\nname.txt", code: "R." },
    { path: "new folder/", code: "??" },
  ]);
  await expect(git.worktreeStatus(worktree, { baseBranch: "gone" })).rejects.toThrow(
    /does not exist any more/,
  );
});

test("an unmerged path is in the status, and a diff can be had all the same", async () => {
  const { path, worktree, head } = await withWorktree();
  await writeFiles(path, { "a.txt": "main\n" });
  await personGit(path, "commit", "-qam", "main");
  await writeFiles(worktree, { "a.txt": "work\n" });
  await git.checkpoint(worktree, { subject: "work" });
  await personGit(worktree, "merge", "main").catch(() => undefined);
  const { uncommitted } = await git.worktreeStatus(worktree, { baseBranch: "main" });
  expect(uncommitted).toEqual([{ path: "a.txt", code: "UU" }]);
  const { files } = await git.worktreeDiff(worktree, { baseCommit: head });
  expect(files).toMatchObject([{ path: "a.txt", status: "modified" }]);
});

test("the diff holds committed, staged, changed and untracked work, renames and binaries, and touches nothing", async () => {
  const { worktree, head } = await withWorktree({
    "a.txt": "one\ntwo\n",
    "old name.txt": "1\n2\n3\n4\n5\n6\n",
    "gone.txt": "gone\n",
    "mode.sh": "#!/bin/sh\n",
  });
  await writeFiles(worktree, { "committed.txt": "c\n" });
  await git.checkpoint(worktree, { subject: "one" });
  await writeFiles(worktree, { "a.txt": "one\n2\n", "staged.txt": "s\n", "bin\n.dat": "\0\u0001" });
  await personGit(worktree, "add", "staged.txt");
  await rename(join(worktree, "old name.txt"), join(worktree, "nëw name.txt"));
  await rm(join(worktree, "gone.txt"));
  await chmod(join(worktree, "mode.sh"), 0o755);
  const gitFolder = await personGit(worktree, "rev-parse", "--absolute-git-dir");
  const before = await fingerprint(gitFolder);
  const diff = await git.worktreeDiff(worktree, { baseCommit: head });
  expect(diff.files).toEqual([
    { path: "a.txt", oldPath: null, status: "modified", insertions: 1, deletions: 1 },
    { path: "bin\n.dat", oldPath: null, status: "added", insertions: null, deletions: null },
    { path: "committed.txt", oldPath: null, status: "added", insertions: 1, deletions: 0 },
    { path: "gone.txt", oldPath: null, status: "deleted", insertions: 0, deletions: 1 },
    { path: "mode.sh", oldPath: null, status: "modified", insertions: 0, deletions: 0 },
    {
      path: "nëw name.txt",
      oldPath: "old name.txt",
      status: "renamed",
      insertions: 0,
      deletions: 0,
    },
    { path: "staged.txt", oldPath: null, status: "added", insertions: 1, deletions: 0 },
  ]);
  expect(diff).toMatchObject({ baseCommit: head, insertions: 3, deletions: 2, truncated: false });
  expect(diff.patch).toContain("-two\n+2\n");
  expect(diff.patch).toContain("Binary files");
  expect(await fingerprint(gitFolder)).toEqual(before);

  const one = await git.worktreeDiff(worktree, { baseCommit: head, path: "nëw name.txt" });
  expect(one.files.map((file) => file.path)).toEqual(["nëw name.txt"]);
  expect(one.patch).toContain("rename from old name.txt");
  const none = await git.worktreeDiff(worktree, { baseCommit: head, path: "not there" });
  expect(none).toMatchObject({ files: [], patch: "", truncated: false });
  await expect(git.worktreeDiff(worktree, { baseCommit: "--all" })).rejects.toThrow(git.GitError);
  await expect(git.worktreeDiff(worktree, { baseCommit: "0".repeat(40) })).rejects.toThrow(
    /does not exist/,
  );
});

test("a person's diff settings do not change the patch", async () => {
  const { path, worktree, head } = await withWorktree();
  for (const [name, value] of [
    ["diff.noprefix", "true"],
    ["diff.mnemonicPrefix", "true"],
    ["diff.renames", "false"],
    ["diff.context", "0"],
    ["diff.orderFile", "/nowhere"],
    ["color.ui", "always"],
    ["diff.wordRegex", "."],
    ["diff.relative", "true"],
  ] as const) {
    await personGit(path, "config", name, value);
  }
  await writeFiles(worktree, { "a.txt": "one\ntwo\n3\n" });
  const { patch } = await git.worktreeDiff(worktree, { baseCommit: head });
  expect(patch).toContain("diff --git a/a.txt b/a.txt\n");
  expect(patch).toContain(" one\n two\n-three\n+3\n");
});

test("a long patch ends at a file's end, and a giant file is left out alone", async () => {
  const { worktree, head } = await withWorktree();
  await writeFiles(worktree, {
    "b-giant.txt": "giant\n".repeat(200_000),
    "c.txt": "c\n".repeat(1000),
    "d.txt": "d\n".repeat(1000),
    "e.txt": "e\n".repeat(1000),
  });
  const whole = await git.worktreeDiff(worktree, { baseCommit: head });
  expect(whole.truncated).toBe(true);
  expect(whole.files.map((file) => file.path)).toEqual(["b-giant.txt", "c.txt", "d.txt", "e.txt"]);
  expect(whole.patch).not.toContain("giant");
  expect(whole.patch).toContain("+e\n");
  const cut = await git.worktreeDiff(worktree, { baseCommit: head, maxBytes: 8_000 });
  expect(cut.truncated).toBe(true);
  expect(cut.files).toHaveLength(4);
  expect(cut.patch).toContain("b/d.txt");
  expect(cut.patch).not.toContain("b/e.txt");
  expect(cut.patch.endsWith("+d\n")).toBe(true);
  expect(whole.patch.startsWith(cut.patch)).toBe(true);
  const first = await git.worktreeDiff(worktree, { baseCommit: head, maxBytes: 100 });
  expect(first).toMatchObject({ patch: "", truncated: true });
});

test("an archive holds everything, on top of the branch, and changes nothing else", async () => {
  const { path, worktree } = await withWorktree();
  const content = Object.fromEntries(oddNames.map((name) => [name, `content of ${name}`]));
  await writeFiles(worktree, { "a.txt": "committed\n" });
  await git.checkpoint(worktree, { subject: "one" });
  const head = await personGit(worktree, "rev-parse", "HEAD");
  await writeFiles(worktree, content);
  const status = await personGit(worktree, "status", "--porcelain");
  const { ref, commit } = await git.archiveWork({
    repository: path,
    worktree,
    branch,
    ref: "session-1",
  });
  expect(ref).toBe("refs/signalbox/archive/session-1");
  expect(await personGit(path, "rev-parse", ref)).toBe(commit);
  expect(await personGit(path, "rev-parse", `${ref}^`)).toBe(head);
  for (const name of oddNames) {
    expect(await personGit(path, "show", `${ref}:${name}`)).toBe(content[name]?.trim());
  }
  expect(await personGit(worktree, "status", "--porcelain")).toBe(status);
  expect(await personGit(worktree, "rev-parse", "HEAD")).toBe(head);
  const again = git.archiveWork({ repository: path, worktree, branch, ref: "session-1" });
  await expect(again).rejects.toThrow(git.GitError);
  expect(await personGit(path, "rev-parse", ref)).toBe(commit);
});

test("an archive of a clean or missing worktree is the branch itself, and commits made off the branch are kept", async () => {
  const { path, worktree, head } = await withWorktree();
  const archive = (ref: string, from: string | null) =>
    git.archiveWork({ repository: path, worktree: from, branch, ref });
  expect((await archive("clean", worktree)).commit).toBe(head);
  expect((await archive("missing", null)).commit).toBe(head);
  await personGit(worktree, "checkout", "-q", "--detach");
  await writeFiles(worktree, { "aside.txt": "aside" });
  await git.checkpoint(worktree, { subject: "aside" });
  const aside = await personGit(worktree, "rev-parse", "HEAD");
  const { commit } = await archive("aside", worktree);
  expect(await personGit(path, "rev-parse", `${commit}^2`)).toBe(aside);
});

test("unlanded work counts commits and files", async () => {
  const { path, worktree } = await withWorktree();
  const count = () => git.unlandedWork({ repository: path, worktree, branch, baseBranch: "main" });
  expect(await count()).toEqual({ unmergedCommits: 0, uncommittedFiles: 0 });
  await writeFiles(worktree, { "x.txt": "x" });
  await git.checkpoint(worktree, { subject: "x" });
  await writeFiles(worktree, { "y.txt": "y", "a.txt": "changed" });
  expect(await count()).toEqual({ unmergedCommits: 1, uncommittedFiles: 2 });
  await personGit(path, "merge", "-q", branch);
  expect(await count()).toEqual({ unmergedCommits: 0, uncommittedFiles: 2 });
});

test("without its base branch, all that no other branch has is unlanded", async () => {
  const { path, worktree } = await withWorktree();
  await writeFiles(worktree, { "x.txt": "x" });
  await git.checkpoint(worktree, { subject: "x" });
  const work = await git.unlandedWork({
    repository: path,
    worktree: null,
    branch,
    baseBranch: "gone",
  });
  expect(work).toEqual({ unmergedCommits: 1, uncommittedFiles: 0 });
});

test("all works in a repository that is a linked worktree itself", async () => {
  const { root, path } = await createRepository();
  const linked = join(root, "linked");
  await personGit(path, "worktree", "add", "-q", "-b", "side", linked);
  const worktree = join(root, "from linked");
  await git.addWorktree({ repository: linked, path: worktree, branch, startPoint: "side" });
  await mkdir(join(worktree, "sub"));
  await writeFiles(worktree, { "sub/x.txt": "x" });
  expect((await git.checkpoint(worktree, { subject: "x" })).made).toMatchObject({
    filesChanged: 1,
  });
  expect(await git.worktreeStatus(worktree, { baseBranch: "side" })).toMatchObject({ ahead: 1 });
  expect(await readFile(join(linked, "a.txt"), "utf8")).toBe("one\ntwo\nthree\n");
  await git.removeWorktree({ repository: linked, path: worktree, force: false });
});
