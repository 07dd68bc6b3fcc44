import { readdir, readFile, rm, symlink } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { createRepository, personGit, writeFiles } from "../testing/repositories.ts";
import { makeTrapPlaces, plantInRepository, plantInWorktree } from "../testing/trap.ts";
import * as git from "./index.ts";

/** A repository in which everything that can name a program names one that leaves a file in `evidence`. */
async function createTrap() {
  const { root, path } = await createRepository({
    "a.txt": "one\n",
    "b.bin": "\0\u0001\0",
    "c=d.txt": "one\n",
  });
  const places = await makeTrapPlaces(root);
  await plantInRepository(path, places);
  return { root, path, places, evidence: places.evidence };
}

/** Every call of the workbench, in an order in which each has something to do. */
async function workWith(trap: {
  path: string;
  worktree: string;
  branch: string;
  base: string;
  again: string;
}) {
  const { path, worktree, branch, base, again } = trap;
  const at = { repository: path, worktree, branch };
  await git.assertWorktreeOf(worktree, path);
  await git.listCommits(worktree, { baseBranch: "main", scope: "all", limit: 9 });
  await git.describeBranches(path, { base: "main", session: branch, remotes: true, limit: 9 });
  await git.worktreeDiff(worktree, { baseCommit: base, toCommit: again, ignoreWhitespace: true });
  await git.rewind(worktree, { to: base, archives: "w-" });
  await git.rewind(worktree, { to: again, archives: "w-" });
  await writeFiles(worktree, { "a.txt": "mine\n", "new.odd": "mine\n", "more.txt": "m\n" });
  await git.commitFiles(worktree, { message: "part", paths: ["a.txt", "more.txt"] });
  await git.discardChanges({ ...at, archive: "w-1", what: { paths: ["new.odd"] } });
  await git.takeFiles({ ...at, archive: "w-2", from: "main", paths: ["a.txt"] });
  const to = { baseBranch: "main", archives: "w-", archive: "w-3", to: again };
  await git.resetWorktree({ ...at, ...to });
  // The base goes on, so that there is something to merge with the drivers of the trap.
  const landing = { ...at, into: "landing", message: "land", resolutions: [], archive: "w-4" };
  await git.runGit(["update-ref", "refs/heads/landing", base], { cwd: path });
  expect((await git.land({ ...landing, strategy: "squash" })).landed).not.toBeNull();
  await writeFiles(worktree, { "a.txt": "again and again\n" });
  await git.commitFiles(worktree, { message: "once more" });
  for (const strategy of ["rebase", "fast_forward", "merge"] as const) {
    await git.planLand({ ...landing, strategy });
  }
  expect((await git.land({ ...landing, strategy: "merge" })).landed).not.toBeNull();
}

test("nothing that a repository plants in its configuration, attributes or hooks is started", async () => {
  const { root, path, places, evidence } = await createTrap();
  const worktree = join(root, "worktree");
  const branch = "signalbox/trap";

  await git.inspectRepository(path);
  await git.listBranches(path);
  const { commit } = await git.addWorktree({
    repository: path,
    path: worktree,
    branch,
    startPoint: "main",
  });
  await writeFiles(worktree, { "a.txt": "changed\n" });
  await plantInWorktree(worktree, places);
  await git.treeId(worktree);
  await git.worktreeStatus(worktree, { baseBranch: "main" });
  await git.worktreeDiff(worktree, { baseCommit: commit });
  await git.worktreeDiff(worktree, { baseCommit: commit, path: "a.txt" });
  await git.unlandedWork({ repository: path, worktree, branch, baseBranch: "main" });
  await git.archiveWork({ repository: path, worktree, branch, ref: "trap" });
  const made = await git.checkpoint(worktree, { subject: "trap" });
  expect(made).not.toBeNull();
  // Content that is committed now, and an embedded repository that the index knows.
  await writeFiles(worktree, { "a.txt": "again\n", "inner/x.txt": "z\n" });
  await git.worktreeStatus(worktree, { baseBranch: "main" });
  await git.worktreeDiff(worktree, { baseCommit: commit });
  const again = (await git.checkpoint(worktree, { subject: "again" })).made?.commit ?? "";
  await workWith({ path, worktree, branch, base: commit, again });
  await git.diffStat(worktree, commit, "HEAD");
  await git.resolveCommit(worktree, branch);
  await git.branchExists(worktree, branch);
  for (const args of [
    ["diff", "HEAD~1"],
    ["show"],
    ["log", "-p"],
    ["status"],
    ["stash", "list"],
    ["format-patch", "--stdout", "HEAD~1"],
    ["blame", "a.txt"],
    ["grep", "-n", "again"],
  ]) {
    await git.runGit(args, { cwd: worktree });
  }
  await git.removeWorktree({ repository: path, path: worktree, force: true });
  await git.reattachWorktree({ repository: path, path: worktree, branch });
  await git.removeWorktree({ repository: path, path: worktree, force: true });
  await git.deleteBranch(path, branch);

  expect(await readdir(evidence)).toEqual([]);
});

test("a link out of the worktree is never followed, and names of any kind are only names", async () => {
  const { root, path } = await createRepository({ "link/a.txt": "mine\n" });
  const outside = join(root, "outside");
  await writeFiles(outside, { "a.txt": "SECRET\n" });
  const worktree = join(root, "worktree");
  const branch = "signalbox/link";
  await git.addWorktree({ repository: path, path: worktree, branch, startPoint: "main" });
  const base = (await git.resolveCommit(worktree, "HEAD")) ?? "";
  const odd = "a\n\u001b[31m\u0007 -x $(touch y) 'q' \"q\".txt";
  await rm(join(worktree, "link"), { recursive: true });
  await symlink(outside, join(worktree, "link"));
  await writeFiles(worktree, { [odd]: "odd\n" });
  const at = { repository: path, worktree, branch };
  const told = [await git.worktreeDiff(worktree, { baseCommit: base })];
  const first = await git.commitFiles(worktree, { message: "odd", paths: [odd] });
  expect(first.filesChanged).toBe(1);
  await git.takeFiles({ ...at, archive: "l-1", from: "main", paths: ["link"] });
  await git.rewind(worktree, { to: base, archives: "l-" });
  await symlink(outside, join(worktree, "other"));
  const { made } = await git.checkpoint(worktree, { subject: "a link" });
  await rm(join(worktree, "link"), { recursive: true });
  await symlink(outside, join(worktree, "link"));
  const { safeguard } = await git.rewind(worktree, { to: base, archives: "l-" });
  for (const toCommit of [made?.commit, safeguard, first.commit]) {
    told.push(await git.worktreeDiff(worktree, { baseCommit: base, toCommit: toCommit ?? "" }));
  }
  await git.rewind(worktree, { to: safeguard ?? "", archives: "l-" });
  await git.discardChanges({ ...at, archive: "l-2", what: { paths: ["x"] } }).catch(() => null);
  const landing = { ...at, into: "main", message: "land", resolutions: [], archive: "l-3" };
  expect((await git.land({ ...landing, strategy: "squash" })).landed).not.toBeNull();
  expect(JSON.stringify(told)).not.toContain("SECRET");
  expect(told.at(-1)?.files.map((file) => file.path)).toEqual([odd]);
  expect(await readdir(outside)).toEqual(["a.txt"]);
  expect(await readFile(join(outside, "a.txt"), "utf8")).toBe("SECRET\n");
  expect(await personGit(path, "grep", "-c", "SECRET", "main").catch(() => "none")).toBe("none");
});

test("a planted replacement does not hide what a commit holds", async () => {
  const { root, path, head } = await createRepository();
  const worktree = join(root, "worktree");
  const branch = "signalbox/replace";
  await git.addWorktree({ repository: path, path: worktree, branch, startPoint: "main" });
  await writeFiles(worktree, { "evil.txt": "evil\n" });
  const { made } = await git.checkpoint(worktree, { subject: "evil" });
  await personGit(worktree, "replace", made?.commit ?? "", head);
  const diff = await git.worktreeDiff(worktree, { baseCommit: head, toCommit: made?.commit });
  expect(diff.files.map((file) => file.path)).toEqual(["evil.txt"]);
});

test("the programs that a repository names for Git LFS do not count, the person's own do", async () => {
  const { root, path } = await createRepository();
  const own = join(root, "own-config");
  await personGit(root, "config", "--file", own, "lfs.customtransfer.mine.path", "mine");
  vi.stubEnv("GIT_CONFIG_GLOBAL", own);
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
  for (const name of [
    "lfs.standalonetransferagent",
    "lfs.https://example.org/x.standalonetransferagent",
    "lfs.extension.trap.clean",
    "lfs.extension.trap.smudge",
    "lfs.customtransfer.trap.path",
  ]) {
    await personGit(path, "config", name, "trap");
    expect((await git.runGit(["config", name], { cwd: path })).stdout).toBe("\n");
  }
  const mine = await git.runGit(["config", "lfs.customtransfer.mine.path"], { cwd: path });
  expect(mine.stdout).toBe("mine\n");
});

test("the trap works: plain git starts what is planted", async () => {
  const { path, places, evidence } = await createTrap();
  await plantInWorktree(path, places);
  await personGit(path, "add", "-A").catch(() => undefined);
  const left = await readdir(evidence);
  expect(left).toContain("clean");
  expect(left).toContain("worktree-fsmonitor");
});
