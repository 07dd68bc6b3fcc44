import { readdir } from "node:fs/promises";
import path from "node:path";
import type { PrismaClient } from "@signalbox/db";
import {
  deleteBranch,
  embeddedWork,
  inspectRepository,
  removeWorktree,
  unlandedWork,
} from "@signalbox/host/git";
import type { Logger } from "pino";
import { isSessionBranch } from "./session-names.ts";
import { isEmpty } from "./unlanded.ts";

interface OrphansOptions {
  client: PrismaClient;
  /** The folder that all worktrees are made in. */
  worktrees: string;
  log: Logger;
}

/**
 * Take away the worktrees that no session has and of which no record is left (see MakingRecords): an earlier release left some. One that
 * holds any work, or that git cannot read, stays where it is and is named in the log. Call it while no session is made.
 */
export async function removeOrphans({ client, worktrees, log }: OrphansOptions): Promise<void> {
  const sessions = await client.session.findMany({ select: { worktreePath: true } });
  // By their names: the data folder may have been moved.
  const known = new Set(sessions.map((session) => path.basename(session.worktreePath)));
  const orphans = (await readdir(worktrees)).filter((name) => !known.has(name));
  for (const name of orphans) {
    const folder = path.join(worktrees, name);
    try {
      const isGone = await removeUntouched(folder);
      log.warn({ folder }, isGone ? "removed an orphaned worktree" : "an orphaned worktree stays");
    } catch (error) {
      log.warn({ err: error, folder }, "an orphaned worktree stays");
    }
  }
}

/** Gives whether the worktree is gone: only one without work of its own, on a branch of ours, is removed. */
async function removeUntouched(worktree: string): Promise<boolean> {
  const found = await inspectRepository(worktree, { above: false });
  if (found.kind !== "repository") return false;
  const { commonDir: repository, currentBranch: branch } = found;
  if (branch === null || !isSessionBranch(branch)) return false;
  // Without a base branch, every commit that no other branch has counts as work.
  const work = await unlandedWork({ repository, worktree, branch, baseBranch: "" });
  if (!isEmpty({ ...work, embedded: await embeddedWork(worktree) })) return false;
  await removeWorktree({ repository, path: worktree, force: false });
  await deleteBranch(repository, branch);
  return true;
}
