import { GitError, refuse } from "./git-error.ts";
import type { Git } from "./run-git.ts";

/** One side of a path that could not be merged: 1 is what both began from, 2 the first commit's, 3 the second's. */
export interface StageEntry {
  mode: string;
  blob: string;
  stage: 1 | 2 | 3;
  path: string;
}

export interface MergedTree {
  /** The merged content; files in conflict hold both sides with markers. */
  tree: string;
  entries: StageEntry[];
  messages: { paths: string[]; kind: string; text: string }[];
}

/**
 * Merges two commits (full ids) in the object store: no index and no file is touched.
 * @throws GitError when they have no history in common, or git is older than 2.38
 */
export async function mergeCommits(git: Git, ours: string, theirs: string): Promise<MergedTree> {
  try {
    const { stdout } = await git(["merge-tree", "--write-tree", "-z", ours, theirs], {
      // 1: there are conflicts.
      okExitCodes: [0, 1],
    });
    return parseMergeTree(stdout);
  } catch (error) {
    if (error instanceof GitError && error.exitCode === 129) {
      throw refuse("This git is too old to merge without a worktree: 2.38 or newer is needed.", [
        "merge-tree",
      ]);
    }
    throw error;
  }
}

/** Nobody sees these commits: one date for all, so that they are made once. */
const nobody = {
  GIT_AUTHOR_NAME: "Signalbox",
  GIT_AUTHOR_EMAIL: "signalbox@localhost",
  GIT_AUTHOR_DATE: "@1 +0000",
  GIT_COMMITTER_NAME: "Signalbox",
  GIT_COMMITTER_EMAIL: "signalbox@localhost",
  GIT_COMMITTER_DATE: "@1 +0000",
};

/** Merges what two trees made of a third. `git merge-tree` takes that from commits' histories only, so they get ones. @throws GitError */
export async function mergeTrees(
  git: Git,
  trees: { ancestor: string; ours: string; theirs: string },
): Promise<MergedTree> {
  const commit = async (tree: string, parents: string[]) => {
    const args = ["commit-tree", "--no-gpg-sign", tree, ...parents, "-m", "side"];
    return (await git(args, { env: nobody })).stdout.trim();
  };
  const parent = ["-p", await commit(trees.ancestor, [])];
  return mergeCommits(git, await commit(trees.ours, parent), await commit(trees.theirs, parent));
}

function parseMergeTree(output: string): MergedTree {
  const [tree = "", ...parts] = output.split("\0");
  const entries: StageEntry[] = [];
  let index = 0;
  for (; index < parts.length; index += 1) {
    const match = /^(\d{6}) ([0-9a-f]+) ([123])\t([^]+)$/.exec(parts[index] ?? "");
    if (match === null) break;
    const [, mode = "", blob = "", stage, path = ""] = match;
    entries.push({ mode, blob, stage: stage === "1" ? 1 : stage === "2" ? 2 : 3, path });
  }
  const messages: MergedTree["messages"] = [];
  // An empty field lies between the entries and the messages: the number of paths, these, the kind, the words.
  index += 1;
  while (index < parts.length) {
    const count = Number(parts[index]);
    if (!(count > 0)) break;
    const paths = parts.slice(index + 1, index + 1 + count);
    const [kind = "", text = ""] = parts.slice(index + 1 + count);
    messages.push({ paths, kind, text: text.trim() });
    index += count + 3;
  }
  return { tree, entries, messages };
}
