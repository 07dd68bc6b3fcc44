import { lstat, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { GitError, refuse } from "./git-error.ts";
import { assertBranchName, readRef } from "./refs.ts";
import { openGit, type Git } from "./run-git.ts";
import { assertWorktreeOf, returnToBranch } from "./session-branch.ts";
import { reattachWorktree, spellings } from "./worktrees.ts";

/** What a session's worktree and branch needed. */
export interface Recovered {
  /** Whether the folder was as it should be, was bound to its repository again with all that is in it, or was made anew. */
  worktree: "healthy" | "linked" | "made";
  /** The commit that a branch that was gone was made at; null when it was there. */
  branchMadeAt: string | null;
  /** Where the `.git` folder of another repository that lay in the worktree was moved to. */
  setAside: string | null;
}

interface RecoverOptions {
  repository: string;
  path: string;
  branch: string;
  /** Where the branch may have been last, full commit ids, the best first: for when it is gone, and git itself does not know. */
  lastCommits: readonly string[];
  /** A path, not taken yet, for the `.git` folder of another repository. */
  setAside: string;
}

/**
 * Makes what a session lacks again: its branch, its worktree, or the link between worktree and repository. Files that are in the
 * worktree stay as they are, and so does a healthy one, on its branch.
 * @throws GitError when the branch is checked out elsewhere, no commit of it is known, or the worktree's configuration is broken
 */
export async function recoverWorktree(options: RecoverOptions): Promise<Recovered> {
  const { repository, path, branch } = options;
  assertBranchName(branch);
  const git = await openGit(repository);
  const admin = await findAdmin(git, path);
  const hasFiles = await isFilled(path);
  const healthy = hasFiles && (await isLinkedWorktree(path)) && (await isHealthy(path, repository));
  const tip = await readRef(git, `refs/heads/${branch}`);
  const setAside = hasFiles && !healthy ? await setDotGitAside(options) : null;
  if (hasFiles && !healthy && admin !== null) await link(path, admin);
  // With a worktree that git can read, `returnToBranch` knows better where the branch was.
  const madeAt = tip === null ? await makeBranch(git, options, admin) : null;
  if (!hasFiles) {
    await reattachWorktree(options);
  } else if (!healthy && admin === null) {
    await linkAnew(options);
  }
  const gitFolder = await assertWorktreeOf(path, repository);
  const lastCommit = madeAt ?? tip ?? "";
  await returnToBranch(path, { branch, gitFolder, lastCommit });
  const worktree = healthy ? "healthy" : hasFiles ? "linked" : "made";
  return { worktree, branchMadeAt: madeAt, setAside };
}

/** Whether a folder says that it is a worktree of a repository, and that one knows it: a look at two files, no git. */
export async function isLinkedWorktree(path: string): Promise<boolean> {
  const admin = await linkOf(path);
  if (admin === null) return false;
  const back = await readFile(join(admin, "gitdir"), "utf8").catch(() => "");
  return (await spellings(path)).has(dirname(resolve(admin, back.replace(/\n+$/, ""))));
}

/** The folder that a worktree's `.git` file names; null when there is no such file. */
async function linkOf(path: string): Promise<string | null> {
  const dotGit = join(path, ".git");
  const facts = await lstat(dotGit).catch(() => null);
  if (facts?.isFile() !== true) return null;
  const target = /^gitdir: (.+?)\n*$/s.exec(await readFile(dotGit, "utf8").catch(() => ""))?.[1];
  return target === undefined ? null : resolve(path, target);
}

/** Whether there is a folder with something in it. */
async function isFilled(path: string): Promise<boolean> {
  return (await readdir(path).catch(() => [])).length > 0;
}

async function isHealthy(path: string, repository: string): Promise<boolean> {
  try {
    await assertWorktreeOf(path, repository);
    return true;
  } catch (error) {
    if (error instanceof GitError) return false;
    throw error;
  }
}

/** The folder in which git keeps a linked worktree's head and index; null when it knows none at this path. */
async function findAdmin(git: Git, path: string): Promise<string | null> {
  const all = join(await commonFolder(git), "worktrees");
  const ours = await spellings(path);
  for (const name of await readdir(all).catch(() => [])) {
    const admin = join(all, name);
    const link = await readFile(join(admin, "gitdir"), "utf8").catch(() => "");
    // Relative where the repository says so.
    if (ours.has(dirname(resolve(admin, link.replace(/\n+$/, ""))))) return admin;
  }
  // The worktree may have been moved: then it still knows its record, which names a folder that is gone.
  const own = await linkOf(path);
  if (own === null || dirname(own) !== all) return null;
  const elsewhere = await readFile(join(own, "gitdir"), "utf8").catch(() => null);
  if (elsewhere === null) return null;
  return (await lstat(resolve(own, elsewhere.replace(/\n+$/, ""))).catch(() => null)) === null
    ? own
    : null;
}

async function commonFolder(git: Git): Promise<string> {
  const { stdout } = await git(["rev-parse", "--path-format=absolute", "--git-common-dir"]);
  return stdout.replace(/\n$/, "");
}

/** What `git worktree repair` does, for this one worktree. */
async function link(path: string, admin: string): Promise<void> {
  await writeFile(join(path, ".git"), `gitdir: ${admin}\n`);
  await writeFile(join(admin, "gitdir"), `${join(path, ".git")}\n`);
}

/** Makes git's record of a worktree anew around files that are there. */
async function linkAnew({ path, repository, branch }: RecoverOptions): Promise<void> {
  const made = `${path}.new`;
  // An earlier attempt that was killed: there is nothing of anybody's in it.
  await rm(made, { recursive: true, force: true });
  await reattachWorktree({ repository, path: made, branch, checkout: false });
  const admin = await linkOf(made);
  if (admin === null) throw new Error("git made a worktree without a .git file");
  await link(path, admin);
  await rm(made, { recursive: true });
  const git = await openGit(path);
  await git(["read-tree", "HEAD"]);
}

/** Moves the `.git` folder of another repository out of the way; a file is only a link, and is written anew. */
async function setDotGitAside({ path, setAside }: RecoverOptions): Promise<string | null> {
  const dotGit = join(path, ".git");
  const facts = await lstat(dotGit).catch(() => null);
  if (facts === null || facts.isFile()) return null;
  await mkdir(dirname(setAside), { recursive: true, mode: 0o700 });
  await rename(dotGit, setAside);
  return setAside;
}

/** Makes a branch that is gone again, at the last commit of it that is known. */
async function makeBranch(
  git: Git,
  { branch, lastCommits }: RecoverOptions,
  admin: string | null,
): Promise<string> {
  const own = admin === null ? [] : await commitsOf(admin);
  for (const commit of [...own, ...lastCommits]) {
    if ((await readRef(git, commit)) !== commit) continue;
    const reason = "signalbox: recovered";
    await git(["update-ref", "--create-reflog", "-m", reason, `refs/heads/${branch}`, commit, ""]);
    return commit;
  }
  throw refuse(`The branch ${branch} is gone, and no commit of it is left in this repository.`, [
    "branch",
    branch,
  ]);
}

/** Where a worktree's head was last, as its record says. */
async function commitsOf(admin: string): Promise<string[]> {
  const head = (await readFile(join(admin, "HEAD"), "utf8").catch(() => "")).trim();
  const log = await readFile(join(admin, "logs", "HEAD"), "utf8").catch(() => "");
  const lastLine = log.trimEnd().split("\n").at(-1) ?? "";
  return [head, lastLine.split(" ")[1] ?? ""].filter((id) => /^[0-9a-f]{40,64}$/.test(id));
}
