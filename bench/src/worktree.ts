import path from "node:path";
import { makeRepository, runCommand } from "@signalbox/api/testing";

export const branch = "signalbox/bench";

/** A worktree on its own branch, as a session has one. */
export async function makeWorktree(scratch: string): Promise<string> {
  const worktree = path.join(scratch, "worktree");
  const command = ["git", "worktree", "add", "--quiet", "-b", branch, worktree];
  const env = { PATH: process.env.PATH, HOME: process.env.HOME };
  await runCommand({ command, cwd: await makeRepository(scratch), env });
  return worktree;
}
