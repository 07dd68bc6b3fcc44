import { realpath, stat } from "node:fs/promises";
import { GitError } from "./git-error.ts";
import { branchesOf, readRef } from "./refs.ts";
import { openGit, type Git } from "./run-git.ts";

/** What a repository is, as far as Signalbox needs to know. */
export interface RepositoryFacts {
  kind: "repository";
  /** The worktree's top folder, links resolved; of a bare repository the repository itself. */
  topLevel: string;
  /** The git folder that all worktrees of the repository share, links resolved. */
  commonDir: string;
  isBare: boolean;
  /** The commit that is checked out; null when there are no commits yet. */
  headCommit: string | null;
  /** Null when the head is detached. */
  currentBranch: string | null;
  /** The branch that new work starts from when nobody says otherwise. */
  defaultBranch: string;
}

export type RepositoryInspection =
  | RepositoryFacts
  | { kind: "path_missing" }
  | { kind: "not_a_directory" }
  | { kind: "not_a_repository" };

/**
 * Looks at a path. A sub-folder of a repository is answered for by its top level, unless `above` is false: then only the folder itself counts.
 * @throws GitError when git refuses to look (a folder that belongs to somebody else, a broken repository)
 */
export async function inspectRepository(
  path: string,
  { above = true } = {},
): Promise<RepositoryInspection> {
  const folder = await stat(path).catch(() => null);
  if (folder === null) {
    return { kind: "path_missing" };
  }
  if (!folder.isDirectory()) {
    return { kind: "not_a_directory" };
  }
  const git = await openGit(path, above ? { GIT_CEILING_DIRECTORIES: undefined } : {});
  const isBare = await isBareRepository(git);
  if (isBare === null) {
    return { kind: "not_a_repository" };
  }
  const commonDir = await readPath(git, ["--path-format=absolute", "--git-common-dir"]);
  const topLevel = isBare ? commonDir : await readPath(git, ["--show-toplevel"]);
  if (commonDir === null || topLevel === null) {
    // Inside a git folder: nothing to work in.
    return { kind: "not_a_repository" };
  }
  return {
    kind: "repository",
    topLevel: await realpath(topLevel),
    commonDir: await realpath(commonDir),
    isBare,
    headCommit: await readRef(git, "HEAD"),
    ...(await readBranches(git)),
  };
}

/** Null when git finds no repository here. */
export async function isBareRepository(git: Git): Promise<boolean | null> {
  try {
    return (await git(["rev-parse", "--is-bare-repository"])).stdout.trim() === "true";
  } catch (error) {
    if (error instanceof GitError && error.stderr.includes("not a git repository")) {
      return null;
    }
    throw error;
  }
}

async function readPath(git: Git, args: string[]): Promise<string | null> {
  const { stdout, exitCode } = await git(["rev-parse", ...args], { okExitCodes: [0, 128] });
  // Only the line end that git adds: a path may end in one of its own.
  return exitCode === 0 ? stdout.replace(/\n$/, "") : null;
}

async function readBranches(
  git: Git,
): Promise<{ currentBranch: string | null; defaultBranch: string }> {
  const current = await readSymbolicRef(git, "HEAD", "refs/heads/");
  const remote = await readSymbolicRef(git, "refs/remotes/origin/HEAD", "refs/remotes/origin/");
  const branches = await branchesOf(git);
  const preferred = [remote, "main", "master", current].find(
    (name) => name !== null && branches.includes(name),
  );
  return {
    currentBranch: current,
    defaultBranch: preferred ?? branches[0] ?? current ?? "main",
  };
}

async function readSymbolicRef(git: Git, name: string, prefix: string): Promise<string | null> {
  const { stdout, exitCode } = await git(["symbolic-ref", "--quiet", name], {
    okExitCodes: [0, 1],
  });
  const target = stdout.trim();
  return exitCode === 0 && target.startsWith(prefix) ? target.slice(prefix.length) : null;
}
