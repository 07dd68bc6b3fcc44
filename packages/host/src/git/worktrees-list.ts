import type { Git } from "./run-git.ts";

/** A worktree as git knows it; its folder may be gone. */
export interface KnownWorktree {
  path: string;
  /** The whole name of the ref; null on a detached head and in a bare repository. */
  branch: string | null;
  isDetached: boolean;
  isLocked: boolean;
}

/** All worktrees of a repository, the main one first. @throws GitError */
export async function listWorktrees(git: Git): Promise<KnownWorktree[]> {
  const command = ["worktree", "list", "--porcelain"];
  // 129: a git before 2.36 has no -z. It tells paths with line ends in them so that they are not found.
  const { stdout, exitCode } = await git([...command, "-z"], { okExitCodes: [0, 129] });
  const [text, lineEnd] = exitCode === 0 ? [stdout, "\0"] : [(await git(command)).stdout, "\n"];
  return text
    .split(lineEnd + lineEnd)
    .filter((record) => record !== "")
    .map((record) => toKnown(record.split(lineEnd)));
}

function toKnown(lines: string[]): KnownWorktree {
  const valueOf = (key: string) =>
    lines.find((line) => line.startsWith(`${key} `))?.slice(key.length + 1) ?? null;
  return {
    path: valueOf("worktree") ?? "",
    branch: valueOf("branch"),
    isDetached: lines.includes("detached"),
    isLocked: lines.some((line) => line === "locked" || line.startsWith("locked ")),
  };
}
