import { readRef } from "./refs.ts";
import { openGit, type Git } from "./run-git.ts";
import { hashTimeoutMs, stageAll } from "./stage.ts";

export interface DiffStat {
  filesChanged: number;
  insertions: number;
  deletions: number;
}

export interface Checkpoint extends DiffStat {
  commit: string;
  subject: string;
}

export interface CheckpointResult {
  /** Null when there was nothing to commit. */
  made: Checkpoint | null;
  /** The id of the worktree's content as it is committed now. */
  tree: string;
  /** What git could not record, in its words. */
  leftOut: string[];
}

/** Who signs a commit when the person has set no name of their own. */
const fallbackIdentity = { name: "Signalbox", email: "signalbox@localhost" };

/**
 * Commits everything in the worktree on what is checked out there, hooks and signing off.
 * @throws GitError
 */
export async function checkpoint(
  worktree: string,
  message: { subject: string; body?: string },
): Promise<CheckpointResult> {
  const git = await openGit(worktree);
  const parent = await readRef(git, "HEAD");
  const leftOut = await stageAll(git, worktree, {});
  const tree = (await git(["write-tree"])).stdout.trim();
  const { exitCode } = await git(["diff", "--cached", "--quiet"], { okExitCodes: [0, 1] });
  if (exitCode === 0) {
    return { made: null, tree, leftOut };
  }
  const subject = message.subject.replaceAll(/\s+/g, " ").trim();
  const text = message.body === undefined ? subject : `${subject}\n\n${message.body}`;
  await git(
    ["commit", "--quiet", "--no-verify", "--no-gpg-sign", "--cleanup=whitespace", "--file=-"],
    { input: text, env: await identityOf(git), timeoutMs: hashTimeoutMs },
  );
  const commit = await readRef(git, "HEAD");
  if (commit === null) {
    throw new Error("a commit was made but there is no head");
  }
  const stat = await statOf(git, parent ?? (await emptyTree(git)), commit);
  return { made: { commit, subject, ...stat }, tree, leftOut };
}

/** How many files and lines differ between two commits or trees (full ids); binary files count no lines. @throws GitError */
export async function diffStat(worktree: string, from: string, to: string): Promise<DiffStat> {
  return statOf(await openGit(worktree), from, to);
}

/** The variables that name the author: empty when the person's configuration does, so that git takes it from there. */
export async function identityOf(git: Git): Promise<Record<string, string>> {
  const name = await readSetting(git, "user.name");
  const email = await readSetting(git, "user.email");
  if (name !== null && email !== null) {
    return {};
  }
  return {
    GIT_AUTHOR_NAME: fallbackIdentity.name,
    GIT_AUTHOR_EMAIL: fallbackIdentity.email,
    GIT_COMMITTER_NAME: fallbackIdentity.name,
    GIT_COMMITTER_EMAIL: fallbackIdentity.email,
  };
}

async function readSetting(git: Git, name: string): Promise<string | null> {
  const { stdout } = await git(["config", "--get", name], { okExitCodes: [0, 1] });
  const value = stdout.trim();
  return value === "" ? null : value;
}

async function emptyTree(git: Git): Promise<string> {
  return (await git(["hash-object", "-t", "tree", "--stdin"], { input: "" })).stdout.trim();
}

async function statOf(git: Git, from: string, to: string): Promise<DiffStat> {
  const { stdout } = await git([
    "diff",
    "--numstat",
    "-z",
    "--no-renames",
    "--end-of-options",
    from,
    to,
    "--",
  ]);
  const stat: DiffStat = { filesChanged: 0, insertions: 0, deletions: 0 };
  for (const record of stdout.split("\0").filter((entry) => entry !== "")) {
    const [insertions, deletions] = record.split("\t");
    stat.filesChanged += 1;
    stat.insertions += Number(insertions) || 0;
    stat.deletions += Number(deletions) || 0;
  }
  return stat;
}
