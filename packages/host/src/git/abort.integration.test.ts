import { join } from "node:path";
import { expect, test } from "vitest";
import { createRepository, fingerprint, personGit, writeFiles } from "../testing/repositories.ts";
import * as git from "./index.ts";

const branch = "signalbox/abort";
const strategies = ["merge", "squash", "rebase", "fast_forward"] as const;

/** A session whose work conflicts with its base branch, which is checked out by the person. */
async function withConflict() {
  const { root, path } = await createRepository({ "a.txt": "one\n", "b.txt": "one\n" });
  const worktree = join(root, "worktree");
  await git.addWorktree({ repository: path, path: worktree, branch, startPoint: "main" });
  await writeFiles(worktree, { "a.txt": "session\n", "new.txt": "session\n" });
  await git.checkpoint(worktree, { subject: "Session's" });
  await writeFiles(path, { "a.txt": "base\n" });
  await personGit(path, "commit", "-q", "-a", "-m", "Base's");
  const landing = {
    repository: path,
    worktree,
    branch,
    into: "main",
    message: "Land",
    resolutions: [],
    archive: "abort",
  };
  /** Every byte of both folders, git's own with them, but for objects that nothing names. */
  const bytes = async () => ({
    repository: await fingerprint(path, (file) => file.startsWith(".git/objects/")),
    worktree: await fingerprint(worktree),
    refs: await personGit(path, "for-each-ref"),
    reachable: (await personGit(path, "rev-list", "--all", "--objects")).split("\n").toSorted(),
  });
  return { path, worktree, landing, bytes };
}

test.each(strategies)(
  "a %s that conflicts, and its dry run, leave both folders byte for byte as they were",
  async (strategy) => {
    const { landing, bytes } = await withConflict();
    const before = await bytes();
    const plan = await git.planLand({ ...landing, strategy });
    expect(plan.outcome).not.toBe("ready");
    expect(await bytes()).toEqual(before);
    const result = await git.land({ ...landing, strategy });
    expect(result).toMatchObject({ outcome: plan.outcome, landed: null });
    expect(await bytes()).toEqual(before);
  },
);

test.each(strategies)(
  "a %s that something keeps back leaves both folders byte for byte as they were",
  async (strategy) => {
    const { path, worktree, landing, bytes } = await withConflict();
    // No conflict any more, but changes of the person's, staged and not, and a file in the way.
    await writeFiles(path, { "a.txt": "one\n" });
    await personGit(path, "commit", "-q", "-a", "-m", "As it was");
    await writeFiles(path, { "b.txt": "mine\n", "c.txt": "staged\n", "new.txt": "mine\n" });
    await personGit(path, "add", "c.txt");
    const blocked = await bytes();
    expect(await git.planLand({ ...landing, strategy })).toMatchObject({ outcome: "blocked" });
    expect(await git.land({ ...landing, strategy })).toMatchObject({ landed: null });
    expect(await bytes()).toEqual(blocked);
    // And work of the session's that is in no commit.
    await writeFiles(worktree, { "b.txt": "not committed\n", "d.txt": "untracked\n" });
    const dirty = await bytes();
    const { blockers } = await git.planLand({ ...landing, strategy });
    expect(blockers.map((blocker) => blocker.kind)).toContain("uncommitted_work");
    expect(await git.land({ ...landing, strategy })).toMatchObject({ landed: null });
    expect(await bytes()).toEqual(dirty);
  },
);

test("a dry run of a landing that would work leaves both folders byte for byte as they were", async () => {
  const { path, landing, bytes } = await withConflict();
  await writeFiles(path, { "a.txt": "one\n" });
  await personGit(path, "commit", "-q", "-a", "-m", "As it was");
  const before = await bytes();
  for (const strategy of ["merge", "squash", "rebase"] as const) {
    expect((await git.planLand({ ...landing, strategy })).outcome).toBe("ready");
    expect(await bytes()).toEqual(before);
  }
});
