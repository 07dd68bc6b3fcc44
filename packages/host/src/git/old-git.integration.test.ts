import { chmod, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { findProgram } from "../process/find-program.ts";
import { createRepository, personGit, writeFiles } from "../testing/repositories.ts";
import * as git from "./index.ts";

afterEach(() => vi.unstubAllEnvs());

const branch = "signalbox/old";

/** A session's worktree on a computer whose git is of January 2022. */
async function withOldGit() {
  const { root, path, head } = await createRepository({ "a.txt": "a\n", "b.txt": "b\n" });
  const worktree = join(root, "worktree");
  await git.addWorktree({ repository: path, path: worktree, branch, startPoint: "main" });
  const real = (await findProgram("git", { PATH: process.env.PATH })) ?? "";
  const script = [
    "#!/bin/sh",
    'case "$1" in',
    "  version | --version) echo git version 2.34.1; exit 0 ;;",
    "  merge-tree) echo 'usage: git merge-tree <base-tree> <branch1> <branch2>' >&2; exit 129 ;;",
    "esac",
    `exec '${real}' "$@"`,
  ];
  await writeFile(join(root, "git"), `${script.join("\n")}\n`);
  await chmod(join(root, "git"), 0o755);
  vi.stubEnv("PATH", `${root}:${process.env.PATH}`);
  await writeFiles(worktree, { "a.txt": "session\n" });
  await git.checkpoint(worktree, { subject: "Work" });
  const landing = {
    repository: path,
    worktree,
    branch,
    into: "main",
    message: "Land",
    resolutions: [],
    archive: "old",
  };
  const baseWork = async () => {
    await writeFiles(path, { "b.txt": "base\n" });
    await personGit(path, "commit", "-q", "-a", "-m", "base");
  };
  return { path, worktree, head, landing, baseWork };
}

test.each(["merge", "squash", "rebase", "fast_forward"] as const)(
  "an old git lands by %s as long as only the session has something new",
  async (strategy) => {
    const { path, landing } = await withOldGit();
    const { landed } = await git.land({ ...landing, strategy });
    expect(landed).not.toBeNull();
    expect(await personGit(path, "show", "main:a.txt")).toBe("session");
  },
);

test("where an old git cannot merge, it is said which one can, and nothing is different", async () => {
  const { path, worktree, landing, baseWork } = await withOldGit();
  await baseWork();
  const before = await personGit(path, "for-each-ref");
  const words = "git 2.34.1 cannot merge without a checkout: 2.38 or newer is needed";
  for (const strategy of ["merge", "squash", "rebase"] as const) {
    const failure = await git.land({ ...landing, strategy }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(git.GitTooOldError);
    expect(String(failure)).toContain(words);
    await expect(git.planLand({ ...landing, strategy })).rejects.toThrow(words);
  }
  const plan = await git.planLand({ ...landing, strategy: "fast_forward" });
  expect(plan.blockers).toMatchObject([{ kind: "not_fast_forward" }]);
  const pull = {
    worktree,
    branch,
    baseBranch: "main",
    source: { kind: "base" },
    leaveConflicts: false,
    message: "Pull",
    archive: "old",
  } as const;
  for (const strategy of ["merge", "rebase"] as const) {
    await expect(git.pullBranch({ ...pull, strategy })).rejects.toThrow(words);
  }
  expect(await personGit(path, "for-each-ref")).toBe(before);
  expect(await personGit(worktree, "status", "--porcelain")).toBe("");
});
