import { identityOf } from "./checkpoint.ts";
import { readRef } from "./refs.ts";
import type { Git } from "./run-git.ts";

/** The id of a commit's tree. @throws GitError */
export async function treeOf(git: Git, commit: string): Promise<string> {
  return (
    await git(["rev-parse", "--verify", "--end-of-options", `${commit}^{tree}`])
  ).stdout.trim();
}

/** Makes a commit of a tree, on no branch yet; by the person, or by `author`. Resolves to its id. @throws GitError */
export async function commitTree(
  git: Git,
  options: {
    tree: string;
    parents: readonly string[];
    message: string;
    author?: Readonly<Record<string, string>>;
  },
): Promise<string> {
  const parents = options.parents.flatMap((parent) => ["-p", parent]);
  const { stdout } = await git(
    ["commit-tree", "--no-gpg-sign", options.tree, ...parents, "-F", "-"],
    {
      input: options.message.endsWith("\n") ? options.message : `${options.message}\n`,
      env: { ...(await identityOf(git)), ...options.author },
    },
  );
  return stdout.trim();
}

/**
 * Moves the branch that is checked out from one commit to another, and says why in its reflog.
 * @throws GitError when it is somewhere else by now
 */
export async function moveHead(
  git: Git,
  move: { from: string; to: string; reason: string },
): Promise<void> {
  await git([
    "update-ref",
    "--create-reflog",
    "-m",
    `signalbox: ${move.reason}`,
    "HEAD",
    move.to,
    move.from,
  ]);
}

/** The commit that is checked out. @throws Error when there is none: no worktree of ours is without */
export async function headOf(git: Git): Promise<string> {
  const head = await readRef(git, "HEAD");
  if (head === null) throw new Error("a worktree has no commit");
  return head;
}
