import { commitTree, treeOf } from "./commit-tree.ts";
import { refuse } from "./git-error.ts";
import { mergeTrees, type MergedTree } from "./merge-tree.ts";
import type { Git } from "./run-git.ts";

/** Every commit takes several calls of git: more of them are for a squash. */
const maxCommits = 1_000;

export type Replay =
  | { kind: "done"; head: string }
  | { kind: "conflict"; at: { commit: string; subject: string }; merged: MergedTree };

/**
 * Puts the commits of `head` that `onto` does not have on top of it, one by one, in the object store; merges, and what changes nothing
 * any more, are left out. Authors and messages stay.
 * @throws GitError also when there are too many
 */
export async function replay(git: Git, options: { onto: string; head: string }): Promise<Replay> {
  const { stdout } = await git([
    "rev-list",
    "--reverse",
    "--topo-order",
    "--no-merges",
    `--max-count=${maxCommits + 1}`,
    options.head,
    `^${options.onto}`,
  ]);
  const commits = stdout.split("\n").filter((commit) => commit !== "");
  if (commits.length > maxCommits) {
    throw refuse(`There are more than ${maxCommits} commits to put on top: squash them.`, [
      "rebase",
    ]);
  }
  let head = options.onto;
  for (const commit of commits) {
    const step = await putOnTop(git, head, commit);
    if (step.kind === "conflict") return step;
    head = step.head;
  }
  return { kind: "done", head };
}

async function putOnTop(git: Git, onto: string, commit: string): Promise<Replay> {
  const facts = await readCommit(git, commit);
  // Nothing was rewritten below it: it stays the very same commit.
  if (facts.parent === onto) return { kind: "done", head: commit };
  const ours = await treeOf(git, onto);
  const theirs = await treeOf(git, commit);
  const ancestor = facts.parent === null ? await emptyTree(git) : await treeOf(git, facts.parent);
  const merged = await mergeTrees(git, { ancestor, ours, theirs });
  if (merged.entries.length > 0) {
    return { kind: "conflict", at: { commit, subject: facts.subject }, merged };
  }
  if (merged.tree === ours) return { kind: "done", head: onto };
  const head = await commitTree(git, {
    tree: merged.tree,
    parents: [onto],
    message: facts.message,
    author: facts.author,
  });
  return { kind: "done", head };
}

async function readCommit(git: Git, commit: string) {
  const { stdout } = await git([
    "log",
    "-1",
    "--no-color",
    "--format=%P%x00%an%x00%ae%x00%ad%x00%s%x00%B",
    "--date=raw",
    commit,
    "--",
  ]);
  const [parents = "", name = "", email = "", date = "", subject = "", message = ""] =
    stdout.split("\0");
  return {
    parent: parents.split(" ")[0] || null,
    subject,
    message: message.trimEnd(),
    // Git refuses an empty name, and takes a bare number for another kind of date.
    author: {
      GIT_AUTHOR_NAME: name || "Unknown",
      GIT_AUTHOR_EMAIL: email,
      GIT_AUTHOR_DATE: `@${date}`,
    },
  };
}

async function emptyTree(git: Git): Promise<string> {
  return (await git(["hash-object", "-t", "tree", "-w", "--stdin"], { input: "" })).stdout.trim();
}
