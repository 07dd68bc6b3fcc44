import { mkdir, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { createRepository, fingerprint, personGit, writeFiles } from "../testing/repositories.ts";
import * as git from "./index.ts";

const branch = "signalbox/work";

async function withWork() {
  const repository = await createRepository();
  const { path, root } = repository;
  const worktree = join(root, "work tree");
  await git.addWorktree({ repository: path, path: worktree, branch, startPoint: "main" });
  await writeFiles(worktree, { "done.txt": "done\n" });
  const { made } = await git.checkpoint(worktree, { subject: "done" });
  await writeFiles(worktree, { "a.txt": "staged\n" });
  await personGit(worktree, "add", "a.txt");
  await writeFiles(worktree, { "new.txt": "new\n" });
  const recover = (options: { repository?: string; path?: string; lastCommits?: string[] } = {}) =>
    git.recoverWorktree({
      repository: path,
      path: worktree,
      branch,
      lastCommits: [],
      setAside: join(root, "aside", "x.git"),
      ...options,
    });
  return { ...repository, worktree, commit: made?.commit ?? "", recover };
}

const contentOf = (worktree: string) => fingerprint(worktree, (path) => path === ".git");
const status = (worktree: string) => personGit(worktree, "status", "--porcelain", "-z", "-uall");

test("a healthy worktree stays as it is, however often it is recovered", async () => {
  const { path, worktree, recover } = await withWork();
  const all = async () => [await fingerprint(worktree), await fingerprint(join(path, ".git"))];
  const before = await all();
  for (let count = 0; count < 2; count += 1) {
    expect(await recover()).toEqual({ worktree: "healthy", branchMadeAt: null, setAside: null });
  }
  expect(await all()).toEqual(before);
  expect(await git.isLinkedWorktree(worktree)).toBe(true);
});

test("a folder that was deleted comes back with all that was committed", async () => {
  const { worktree, recover } = await withWork();
  await rm(worktree, { recursive: true });
  expect(await git.isLinkedWorktree(worktree)).toBe(false);
  expect(await recover()).toMatchObject({ worktree: "made", branchMadeAt: null });
  expect(await readFile(join(worktree, "done.txt"), "utf8")).toBe("done\n");
  expect(await status(worktree)).toBe("");
});

test.each(["missing", "nonsense", "empty"])(
  "a .git file that is %s is written anew, and every file, staged or not, is as it was",
  async (kind) => {
    const { worktree, recover } = await withWork();
    const before = [await contentOf(worktree), await status(worktree)];
    const dotGit = join(worktree, ".git");
    if (kind === "missing") await rm(dotGit);
    else await writeFile(dotGit, kind === "empty" ? "" : "nonsense");
    expect(await git.isLinkedWorktree(worktree)).toBe(false);
    expect(await recover()).toMatchObject({ worktree: "linked", setAside: null });
    expect([await contentOf(worktree), await status(worktree)]).toEqual(before);
  },
);

test("another repository in the place of the .git file is moved aside whole", async () => {
  const { root, worktree, recover } = await withWork();
  const before = [await contentOf(worktree), await status(worktree)];
  await rm(join(worktree, ".git"));
  await personGit(worktree, "init", "-q");
  const head = await readFile(join(worktree, ".git", "HEAD"), "utf8");
  const { setAside } = await recover();
  expect(setAside).toBe(join(root, "aside", "x.git"));
  expect(await readFile(join(setAside ?? "", "HEAD"), "utf8")).toBe(head);
  expect([await contentOf(worktree), await status(worktree)]).toEqual(before);
});

test("a repository that was moved finds its worktree again", async () => {
  const { path, root, worktree, recover } = await withWork();
  const before = [await contentOf(worktree), await status(worktree)];
  const moved = join(root, "moved", "here");
  await mkdir(dirname(moved));
  await rename(path, moved);
  expect(await recover({ repository: moved })).toMatchObject({ worktree: "linked" });
  expect([await contentOf(worktree), await status(worktree)]).toEqual(before);
  expect(await personGit(worktree, "rev-parse", "--git-common-dir")).toBe(join(moved, ".git"));
});

test("a worktree that was moved is known again, with what is staged in it", async () => {
  const { path, root, worktree, recover } = await withWork();
  const before = [await contentOf(worktree), await status(worktree)];
  const moved = join(root, "other place");
  await rename(worktree, moved);
  expect(await recover({ path: moved })).toMatchObject({ worktree: "linked" });
  expect([await contentOf(moved), await status(moved)]).toEqual(before);
  expect(await personGit(path, "worktree", "list", "--porcelain")).toContain(`worktree ${moved}\n`);
});

test("a worktree that git has forgotten is made known again around its files", async () => {
  const { path, worktree, recover, commit } = await withWork();
  const before = await contentOf(worktree);
  await rm(join(path, ".git", "worktrees"), { recursive: true });
  expect(await recover()).toMatchObject({ worktree: "linked", branchMadeAt: null });
  expect(await contentOf(worktree)).toEqual(before);
  expect(await personGit(worktree, "rev-parse", "HEAD")).toBe(commit);
  expect(await status(worktree)).toBe("M a.txt\0?? new.txt\0");
  expect(await readdir(dirname(worktree))).not.toContain("work tree.new");
});

test("a branch that was deleted is made again where git or somebody else knows that it was", async () => {
  const { path, worktree, recover, commit, head } = await withWork();
  const before = [await contentOf(worktree), await status(worktree)];
  await personGit(path, "update-ref", "-d", `refs/heads/${branch}`);
  expect(await recover({ lastCommits: [head] })).toMatchObject({ branchMadeAt: commit });
  expect([await contentOf(worktree), await status(worktree)]).toEqual(before);
  await rm(worktree, { recursive: true });
  await personGit(path, "worktree", "prune");
  await personGit(path, "update-ref", "-d", `refs/heads/${branch}`);
  const lastCommits = ["f".repeat(40), commit, head];
  expect(await recover({ lastCommits })).toMatchObject({ worktree: "made", branchMadeAt: commit });
  expect(await readFile(join(worktree, "done.txt"), "utf8")).toBe("done\n");
});

test("without any commit of it, or with the branch checked out elsewhere, nothing is made", async () => {
  const { path, root, worktree, recover } = await withWork();
  await rm(worktree, { recursive: true });
  await personGit(path, "worktree", "prune");
  await personGit(path, "worktree", "add", "-q", join(root, "persons"), branch);
  await expect(recover()).rejects.toThrow("checked out at");
  await personGit(path, "worktree", "remove", join(root, "persons"));
  await personGit(path, "branch", "-q", "-D", branch);
  await expect(recover({ lastCommits: ["f".repeat(40)] })).rejects.toThrow(
    "no commit of it is left",
  );
  expect(await readdir(root)).toEqual(["repository"]);
});

test("a worktree that cannot be made leaves nothing, and one that the person locked stays", async () => {
  const { path, root, worktree } = await withWork();
  await writeFiles(root, { "taken/file": "x" });
  const add = (at: string, fill?: () => Promise<void>) =>
    git.addWorktree(
      { repository: path, path: at, branch: "signalbox/other", startPoint: "main" },
      fill,
    );
  await expect(add(join(root, "taken"))).rejects.toThrow("already exists");
  await expect(
    add(join(root, "half"), () => Promise.reject(new Error("in the middle"))),
  ).rejects.toThrow("in the middle");
  expect(await git.branchExists(path, "signalbox/other")).toBe(false);
  expect((await readdir(root)).toSorted()).toEqual(["repository", "taken", "work tree"]);
  expect(await readdir(join(root, "taken"))).toEqual(["file"]);
  await personGit(path, "worktree", "lock", worktree);
  await expect(
    git.removeWorktree({ repository: path, path: worktree, force: true }),
  ).rejects.toThrow("locked");
  expect(await readFile(join(worktree, "new.txt"), "utf8")).toBe("new\n");
});
