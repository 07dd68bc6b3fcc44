import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { LandBlocker } from "@signalbox/shared";
import { GitError } from "./git-error.ts";
import { tryMoveFiles } from "./move-files.ts";
import { readRef } from "./refs.ts";
import { openGit, type Git } from "./run-git.ts";
import { listUncommitted } from "./status.ts";
import { listWorktrees } from "./worktrees-list.ts";
import { isThere } from "./is-there.ts";

/** So many changed files tell what is going on. */
const maxFilesTold = 5;
/** What an operation that was not concluded leaves behind. */
const pendingRefs = ["MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "REBASE_HEAD"];

/** The folders of all worktrees that have a branch checked out, or are in the middle of rebasing it. @throws GitError */
export async function checkoutsOf(git: Git, branch: string): Promise<string[]> {
  const found: string[] = [];
  for (const worktree of await listWorktrees(git)) {
    const { path } = worktree;
    const isHere =
      worktree.branch === `refs/heads/${branch}` ||
      (worktree.isDetached && (await isRebasing(path, branch)));
    if (isHere) found.push(path);
  }
  return found;
}

async function isRebasing(worktree: string, branch: string): Promise<boolean> {
  const git = await openGit(worktree).catch(() => null);
  if (git === null) return false;
  for (const folder of ["rebase-merge", "rebase-apply"]) {
    const { stdout } = await git(["rev-parse", "--path-format=absolute", "--git-path", folder]);
    const name = await readFile(join(stdout.replace(/\n$/, ""), "head-name"), "utf8").catch(
      () => "",
    );
    if (name.trim() === `refs/heads/${branch}`) return true;
  }
  return false;
}

/** What keeps a checkout of `branch` from coming along; null when nothing does. Nothing in it is touched. @throws GitError */
export async function blockerOfCheckout(path: string, branch: string): Promise<LandBlocker | null> {
  if (!(await isThere(path))) {
    return {
      kind: "checkout_is_missing",
      message: `${branch} is checked out in ${path}, and that folder is missing.`,
      help: [
        "Bring the folder back, or run `git worktree prune` in the repository when it is gone for good.",
      ],
    };
  }
  const git = await openGit(path);
  for (const ref of pendingRefs) {
    if ((await readRef(git, ref)) === null) continue;
    return {
      kind: "checkout_is_busy",
      message: `A merge, rebase or the like is not concluded in ${path}.`,
      help: ["Conclude or abort it there, and land again."],
    };
  }
  if (await isRebasing(path, branch)) {
    return {
      kind: "checkout_is_busy",
      message: `${branch} is being rebased in ${path}.`,
      help: ["Conclude or abort the rebase there, and land again."],
    };
  }
  const changed = (await listUncommitted(git)).filter((entry) => entry.code !== "??");
  if (changed.length === 0) return null;
  const paths = changed.slice(0, maxFilesTold).map((entry) => entry.path);
  return {
    kind: "checkout_has_changes",
    message: `${branch} is checked out in ${path} with changes that are not committed: ${paths.join(", ")}${changed.length > maxFilesTold ? ", …" : ""}.`,
    help: [
      `Commit or stash the changes in ${path}, and land again.`,
      `Or check out another branch there: then only the branch ${branch} moves.`,
      "Or land into another branch, or push the session's branch and open a pull request.",
    ],
  };
}

/** What files keep a worktree from being brought from one commit to another; null when none do. Nothing is touched. */
export async function blockerOfFiles(
  worktree: string,
  from: string,
  to: string,
): Promise<LandBlocker | null> {
  try {
    await tryMoveFiles(await openGit(worktree), from, to);
    return null;
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    return {
      kind: "files_in_the_way",
      message: `Files in ${worktree} are in the way. ${error.stderr.trim() || error.message}`,
      help: ["Move these files away, or commit them, and land again."],
    };
  }
}
