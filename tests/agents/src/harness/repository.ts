import { execFile } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { addWorktree } from "@signalbox/host/git";

const branch = "signalbox/test";
const identity = ["-c", "user.name=Tester", "-c", "user.email=tester@localhost"];

/** A repository with one commit, and a worktree of it on a branch of its own. */
export async function makeRepository(
  root: string,
): Promise<{ worktree: string; branch: string; commit: string }> {
  const repository = join(root, "repository");
  const worktree = join(root, "worktree");
  await mkdir(repository);
  await git(repository, "init", "--quiet", "-b", "main");
  await writeFile(join(repository, "README"), "hello\n");
  await git(repository, "add", ".");
  await git(repository, "commit", "--quiet", "-m", "first");
  const { commit } = await addWorktree({ repository, path: worktree, branch, startPoint: "main" });
  return { worktree, branch, commit };
}

async function git(cwd: string, ...args: string[]): Promise<void> {
  await promisify(execFile)("git", [...identity, ...args], { cwd });
}
