import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createRepository, fingerprint, personGit, writeFiles } from "../testing/repositories.ts";
import * as git from "./index.ts";

const branch = "signalbox/land";

/** The session adds `s.txt` and changes `a.txt`'s first line; the base has gone on too unless `isBehind` is false. */
async function withWork({ isBehind = true, onOther = false } = {}) {
  const repository = await createRepository({
    "a.txt": "one\n\n\n\ntwo\n",
    "b.txt": "b\n",
    ".gitignore": "*.log\n",
  });
  const { path, root } = repository;
  const worktree = join(root, "worktree");
  await git.addWorktree({ repository: path, path: worktree, branch, startPoint: "main" });
  await writeFiles(worktree, { "s.txt": "session\n" });
  await git.checkpoint(worktree, { subject: "Add s", body: "Why." });
  await writeFiles(worktree, { "a.txt": "ONE\n\n\n\ntwo\n" });
  const { made } = await git.checkpoint(worktree, { subject: "Change a" });
  if (isBehind) {
    await writeFiles(path, { "p.txt": "person\n", "a.txt": "one\n\n\n\nTWO\n" });
    await personGit(path, "add", "-A");
    await personGit(path, "commit", "-q", "-m", "The person's");
  }
  if (onOther) await personGit(path, "checkout", "-q", "-b", "other");
  const base = await personGit(path, "rev-parse", "main");
  const options = {
    repository: path,
    worktree,
    branch,
    into: "main",
    message: "Land it",
    resolutions: [],
    archive: "land-1",
  };
  return { ...repository, worktree, base, head: made?.commit ?? "", options };
}

const everything = (path: string) =>
  fingerprint(
    path,
    (name) => name.startsWith(".git/objects/") || name.startsWith(".git/worktrees/"),
  );
const subjects = (path: string, range: string) =>
  personGit(path, "log", "--format=%s", "--reverse", range);
const merged = "ONE\n\n\n\nTWO\n";

test.each(["merge", "squash", "rebase"] as const)(
  "a dry run of a %s tells it and touches nothing; then it lands with the clean checkout",
  async (strategy) => {
    const { path, worktree, base, head, options } = await withWork();
    await writeFiles(path, { "untracked.txt": "mine\n", "ignored.log": "mine\n" });
    const before = [await everything(path), await fingerprint(worktree)];
    const plan = await git.planLand({ ...options, strategy });
    expect([await everything(path), await fingerprint(worktree)]).toEqual(before);
    expect(plan).toMatchObject({
      outcome: "ready",
      commits: 2,
      checkout: path,
      intoCommit: base,
      head,
      blockers: [],
      stat: { filesChanged: 2, insertions: 2, deletions: 1 },
    });
    const { landed } = await git.land({
      ...options,
      strategy,
      expected: { head, intoCommit: base },
    });
    const commit = await personGit(path, "rev-parse", "main");
    expect(landed).toMatchObject({ commit, sessionStays: null });
    expect(await readFile(join(path, "a.txt"), "utf8")).toBe(merged);
    expect(await personGit(path, "status", "--porcelain")).toBe("?? untracked.txt");
    expect(await personGit(path, "symbolic-ref", "HEAD")).toBe("refs/heads/main");
    expect(await personGit(worktree, "rev-parse", "HEAD")).toBe(commit);
    expect(await personGit(worktree, "status", "--porcelain")).toBe("");
    expect(await personGit(worktree, "symbolic-ref", "--short", "HEAD")).toBe(branch);
    expect(await subjects(path, `${base}..main`)).toBe(
      { merge: "Add s\nChange a\nLand it", squash: "Land it", rebase: "Add s\nChange a" }[strategy],
    );
    // What the landed commit does not contain is kept.
    const archive = strategy === "merge" ? null : "refs/signalbox/archive/land-1";
    expect(landed?.archivedRef).toBe(archive);
    expect(await personGit(path, "rev-parse", archive ?? "main^2")).toBe(head);
    expect(await git.planLand({ ...options, strategy })).toMatchObject({
      outcome: "nothing_to_land",
    });
  },
);

test("a fast-forward moves the branch on to the very same commit, and is refused where it is none", async () => {
  const { path, head, options } = await withWork({ isBehind: false });
  const { landed } = await git.land({ ...options, strategy: "fast_forward" });
  expect(landed).toEqual({ commit: head, archivedRef: null, sessionStays: null });
  expect(await personGit(path, "rev-parse", "main")).toBe(head);
  expect(await readFile(join(path, "s.txt"), "utf8")).toBe("session\n");
  const behind = await withWork();
  const plan = await git.land({ ...behind.options, strategy: "fast_forward" });
  expect(plan).toMatchObject({ outcome: "blocked", landed: null });
  expect(plan.blockers.map((blocker) => blocker.kind)).toEqual(["not_fast_forward"]);
  expect(await personGit(behind.path, "rev-parse", "main")).toBe(behind.base);
});

test("where the branch is checked out nowhere, no checkout is touched", async () => {
  const { path, options } = await withWork({ onOther: true });
  await writeFiles(path, { "a.txt": "dirty\n" });
  const skip = (name: string) => name.startsWith(".git/");
  const before = await fingerprint(path, skip);
  const { landed, checkout } = await git.land({ ...options, strategy: "merge" });
  expect(checkout).toBeNull();
  expect(await personGit(path, "show", "main:a.txt")).toBe(merged.trim());
  expect(await personGit(path, "rev-parse", "main")).toBe(landed?.commit);
  expect(await fingerprint(path, skip)).toEqual(before);
  expect(await personGit(path, "status", "--porcelain")).toBe("M a.txt");
});

test.each([
  ["a changed file", "checkout_has_changes", { "b.txt": "dirty\n" }, []],
  ["a staged file", "checkout_has_changes", { "new.txt": "n\n" }, ["add", "new.txt"]],
  ["an untracked file in the way", "files_in_the_way", { "s.txt": "precious\n" }, []],
  ["a merge that is not concluded", "checkout_is_busy", {}, ["update-ref", "MERGE_HEAD", "HEAD"]],
] as const)(
  "%s in the checkout keeps the landing back: nothing is different",
  async (_, kind, files, args) => {
    const { path, worktree, options } = await withWork();
    await writeFiles(path, files);
    if (args.length > 0) await personGit(path, ...args);
    const before = [await everything(path), await fingerprint(worktree)];
    const plan = await git.land({ ...options, strategy: "merge" });
    expect(plan).toMatchObject({ outcome: "blocked", landed: null });
    expect(plan.blockers.map((blocker) => blocker.kind)).toEqual([kind]);
    expect(plan.words.join(" ")).toContain(path);
    expect([await everything(path), await fingerprint(worktree)]).toEqual(before);
  },
);

test("an ignored file in the checkout is not overwritten either", async () => {
  const { path, worktree, options } = await withWork();
  await writeFiles(worktree, { "x.log": "tracked\n" });
  await personGit(worktree, "add", "-f", "x.log");
  await git.checkpoint(worktree, { subject: "log" });
  await writeFiles(path, { "x.log": "precious\n" });
  const plan = await git.land({ ...options, strategy: "merge" });
  expect(plan.blockers.map((blocker) => blocker.kind)).toEqual(["files_in_the_way"]);
  expect(await readFile(join(path, "x.log"), "utf8")).toBe("precious\n");
});

test("uncommitted work, a branch that is none, and a run that was overtaken are told", async () => {
  const { path, worktree, head, base, options } = await withWork();
  await expect(
    git.land({ ...options, strategy: "merge", expected: { head: base, intoCommit: head } }),
  ).rejects.toThrow("has moved");
  await writeFiles(worktree, { "late.txt": "x\n" });
  const uncommitted = await git.planLand({ ...options, strategy: "merge" });
  expect(uncommitted.blockers.map((blocker) => blocker.kind)).toEqual(["uncommitted_work"]);
  for (const into of ["gone", branch, "--force", "refs/heads/../x"]) {
    const plan = await git.planLand({ ...options, into, strategy: "merge" });
    expect(plan.blockers.map((blocker) => blocker.kind)).toEqual(["not_a_local_branch"]);
  }
  expect(await personGit(path, "rev-parse", "main")).toBe(base);
});

async function withConflict() {
  const made = await withWork();
  await writeFiles(made.worktree, { "b.txt": "session's\n", "a.txt": "ONE\n\n\n\nmine\n" });
  await git.checkpoint(made.worktree, { subject: "Conflicts" });
  await writeFile(join(made.path, "b.txt"), "person's\n");
  await personGit(made.path, "commit", "-q", "-a", "-m", "Change b");
  return made;
}

test.each(["merge", "squash", "rebase"] as const)(
  "conflicts of a %s are told by file with both sides, and nothing is different",
  async (strategy) => {
    const { path, worktree, options } = await withConflict();
    const before = [await everything(path), await fingerprint(worktree)];
    const plan = await git.land({ ...options, strategy });
    expect(plan).toMatchObject({ outcome: "conflicts", landed: null });
    const found = plan.conflicts.find((conflict) => conflict.path === "b.txt");
    expect(found).toMatchObject({
      kind: "contents",
      ancestor: { text: "b\n" },
      base: { text: "person's\n", sizeBytes: 9, mode: "100644" },
      session: { text: "session's\n" },
    });
    expect(found?.merged).toMatch(/<<<<<<< .*\nperson's\n=======\nsession's\n>>>>>>> /);
    expect(plan.conflicts.map((conflict) => conflict.path)).toEqual(["a.txt", "b.txt"]);
    expect(plan.conflictAt?.subject ?? null).toBe(strategy === "rebase" ? "Conflicts" : null);
    expect(plan.words.join(" ")).toContain("b.txt");
    expect([await everything(path), await fingerprint(worktree)]).toEqual(before);
  },
);

test("solved conflicts land as they were solved; a file too few or too many is refused", async () => {
  const { path, options } = await withConflict();
  const solved = [
    { path: "a.txt", text: "by hand\n" },
    { path: "b.txt", take: "session" as const },
  ];
  for (const resolutions of [solved.slice(1), [...solved, { path: "x", text: "x" }]]) {
    const wish = { ...options, strategy: "merge" as const, resolutions };
    await expect(git.land(wish)).rejects.toThrow(/Not (solved yet|in conflict)/);
  }
  const { landed } = await git.land({ ...options, strategy: "merge", resolutions: solved });
  expect(landed).not.toBeNull();
  expect(await readFile(join(path, "a.txt"), "utf8")).toBe("by hand\n");
  expect(await readFile(join(path, "b.txt"), "utf8")).toBe("session's\n");
});

test("a rebase keeps authors and messages", async () => {
  const { path, worktree, base, options } = await withWork();
  await writeFiles(worktree, { "c.txt": "c\n" });
  await personGit(worktree, "add", "-A");
  await personGit(
    worktree,
    "commit",
    "-q",
    "--author=Ägent <a@example.org>",
    "--date=2001-02-03T04:05:06+0700",
    "-m",
    "Third\n\n# no comment",
  );
  await git.land({ ...options, strategy: "rebase" });
  expect(await personGit(path, "log", "-1", "--format=%an <%ae> %aI%n%B", "main")).toBe(
    "Ägent <a@example.org> 2001-02-03T04:05:06+07:00\nThird\n\n# no comment",
  );
  expect(await personGit(path, "rev-parse", "main~3")).toBe(base);
});

test("a driver of the repository's own is not started by a merge, and costs it nothing", async () => {
  const { path, root, worktree, options } = await withWork();
  const evidence = join(root, "evidence");
  await personGit(path, "config", "merge.trap.driver", `touch '${evidence}'`);
  await writeFiles(worktree, { ".gitattributes": "* merge=trap\n" });
  await git.checkpoint(worktree, { subject: "trap" });
  const { landed } = await git.land({ ...options, strategy: "merge" });
  expect(landed).not.toBeNull();
  expect(await readFile(join(path, "a.txt"), "utf8")).toBe(merged);
  await expect(readFile(evidence)).rejects.toThrow("ENOENT");
});
