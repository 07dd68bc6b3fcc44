import { GitError, GitTooOldError } from "./git-error.ts";
import { treeOf } from "./commit-tree.ts";
import type { Git } from "./run-git.ts";
import { isAncestor } from "./session-branch.ts";

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
 * @throws GitError when they have no history in common; GitTooOldError when git is older than 2.38
 */
export async function mergeCommits(git: Git, ours: string, theirs: string): Promise<MergedTree> {
  try {
    const { stdout } = await git(["merge-tree", "--write-tree", "-z", ours, theirs], {
      // 1: there are conflicts.
      okExitCodes: [0, 1],
    });
    return parseMergeTree(stdout);
  } catch (error) {
    // 129: git does not know the option.
    if (!(error instanceof GitError) || error.exitCode !== 129) throw error;
    if (!(await isAncestor(git, ours, theirs))) throw await tooOld(git);
    // One side alone has something new: there is nothing to merge.
    return { tree: await treeOf(git, theirs), entries: [], messages: [] };
  }
}

async function tooOld(git: Git): Promise<GitTooOldError> {
  const { stdout } = await git(["version"]);
  const version = /\d+(\.\d+)+/.exec(stdout)?.[0] ?? "";
  return new GitTooOldError(
    `This computer's git ${version} cannot merge without a checkout: 2.38 or newer is needed.`,
    { exitCode: null, stderr: "", args: ["merge-tree"] },
  );
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
