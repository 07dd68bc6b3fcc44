import type { GitConflict, PullStrategy } from "@signalbox/shared";
import { keepCommits } from "./archive-ref.ts";
import { commitTree, headOf, moveHead } from "./commit-tree.ts";
import { describeConflicts } from "./conflicts.ts";
import { refuse } from "./git-error.ts";
import { mergeCommits, type MergedTree } from "./merge-tree.ts";
import { moveFiles, tryMoveFiles } from "./move-files.ts";
import { networkTimeoutMs, openNetworkGit } from "./network.ts";
import { otherSide } from "./other-side.ts";
import { assertBranchName, commitOf, readRef } from "./refs.ts";
import { speakingSafely } from "./remotes.ts";
import { replay } from "./replay.ts";
import { openGit, type Git } from "./run-git.ts";
import { isAncestor } from "./session-branch.ts";
import { listUncommitted } from "./status.ts";

export interface PullOptions {
  worktree: string;
  branch: string;
  baseBranch: string;
  /** The branch of the same name of a remote, or the base branch as it is in this repository. */
  source: { kind: "remote"; remote: string } | { kind: "base" };
  strategy: PullStrategy;
  /** Merge in spite of conflicts: the files hold both sides with markers then, for a person or an agent to solve. */
  leaveConflicts: boolean;
  message: string;
  /** A name below `refs/signalbox/archive/` for commits that a rebase leaves behind. */
  archive: string;
}

export interface PullResult {
  head: string;
  /** The commit that was pulled in. */
  pulled: string;
  /** Where the branch was before, to go back to. */
  previousHead: string;
  archivedRef: string | null;
  conflicts: GitConflict[];
}

/**
 * Brings commits of elsewhere into a session's branch. With conflicts that shall not be left, `head` is `previousHead` and nothing is
 * different.
 * @throws GitError when the worktree has uncommitted work, there is nothing to pull from, or a fast-forward is not possible
 */
export async function pullBranch(options: PullOptions): Promise<PullResult> {
  const git = await openGit(options.worktree);
  if ((await listUncommitted(git)).length > 0) {
    throw refuse("The session has work that is not committed: commit or discard it first.", [
      "pull",
    ]);
  }
  const pulled = await findSource(git, options);
  const head = await headOf(git);
  const result = { head, pulled, previousHead: head, archivedRef: null, conflicts: [] };
  const made = await integrate(git, options, { head, pulled });
  const conflicts = made.merged === null ? [] : await describeConflicts(git, made.merged);
  if (made.commit === null) return { ...result, conflicts };
  if (made.commit === head) return result;
  // What is refused leaves no archive behind.
  await tryMoveFiles(git, head, made.commit);
  const archivedRef = await keepCommits(git, options.archive, { head, commit: made.commit });
  await moveFiles(git, head, made.commit);
  try {
    await moveHead(git, { from: head, to: made.commit, reason: "pull" });
  } catch (error) {
    await moveFiles(git, made.commit, head);
    throw error;
  }
  return { ...result, head: made.commit, archivedRef, conflicts };
}

/**
 * Brings a worktree and its branch back to where they were before a merge that nothing came after.
 * @throws GitError when the branch is somewhere else by now, or files are changed
 */
export async function takePullBack(
  worktree: string,
  { head, previousHead }: { head: string; previousHead: string },
): Promise<void> {
  const git = await openGit(worktree);
  await moveFiles(git, head, previousHead);
  await moveHead(git, { from: head, to: previousHead, reason: "pull taken back" });
}

async function findSource(git: Git, options: PullOptions): Promise<string> {
  const { branch, baseBranch, source, worktree } = options;
  if (source.kind === "base") {
    const base = await commitOf(git, baseBranch);
    if (base === null) throw refuse(`The base branch ${baseBranch} does not exist.`, ["pull"]);
    return base;
  }
  assertBranchName(branch);
  const { remote } = source;
  const tracking = `refs/remotes/${remote}/${branch}`;
  await speakingSafely(async () => {
    const network = await openNetworkGit(worktree);
    const { program, env } = await otherSide(network, { worktree, remote }, "upload-pack");
    await network(
      [
        "fetch",
        "--quiet",
        "--no-tags",
        "--no-recurse-submodules",
        "--no-auto-maintenance",
        `--upload-pack=${program}`,
        "--refmap=",
        // In a partial clone too: nothing is fetched later, behind everybody's back.
        "--no-filter",
        "--",
        remote,
        `+refs/heads/${branch}:${tracking}`,
      ],
      { timeoutMs: networkTimeoutMs, env },
    );
  });
  const commit = await readRef(git, tracking);
  if (commit === null) throw refuse(`${remote} has no branch ${branch}.`, ["pull"]);
  return commit;
}

/** The commit that the branch comes to, and what could not be merged. */
interface Integrated {
  commit: string | null;
  merged: MergedTree | null;
}

async function integrate(
  git: Git,
  options: PullOptions,
  { head, pulled }: { head: string; pulled: string },
): Promise<Integrated> {
  if (await isAncestor(git, pulled, head)) return { commit: head, merged: null };
  if (await isAncestor(git, head, pulled)) return { commit: pulled, merged: null };
  switch (options.strategy) {
    case "ff_only":
      throw refuse("Both sides have commits of their own: choose a merge or a rebase.", ["pull"]);
    case "rebase": {
      const step = await replay(git, { onto: pulled, head });
      return step.kind === "done"
        ? { commit: step.head, merged: null }
        : { commit: null, merged: step.merged };
    }
    case "merge": {
      // In the order in which conflicts are told: the session's side is the second.
      const merged = await mergeCommits(git, pulled, head);
      const isClean = merged.entries.length === 0;
      if (!isClean && !options.leaveConflicts) return { commit: null, merged };
      const { message } = options;
      const commit = await commitTree(git, { tree: merged.tree, parents: [head, pulled], message });
      return { commit, merged: isClean ? null : merged };
    }
  }
}
