import type { GitStatus } from "@signalbox/shared";
import { refuse } from "./git-error.ts";
import { commitOf } from "./refs.ts";
import { openGit, type Git } from "./run-git.ts";

/** More paths than these nobody reads; how many there are is told. */
const maxUncommittedTold = 5_000;

/** Where a worktree stands against its base branch, and what is not committed in it. @throws GitError */
export async function worktreeStatus(
  worktree: string,
  options: { baseBranch: string },
): Promise<GitStatus> {
  const git = await openGit(worktree);
  const head = await commitOf(git, "HEAD");
  const base = await commitOf(git, options.baseBranch);
  if (head === null || base === null) {
    throw refuse(
      head === null
        ? "The worktree has no commit."
        : `The base branch ${options.baseBranch} does not exist any more.`,
      ["status"],
    );
  }
  const { stdout } = await git(["rev-parse", "--abbrev-ref", "HEAD"]);
  const branch = stdout.trim();
  const uncommitted = await listUncommitted(git);
  return {
    branch,
    baseBranch: options.baseBranch,
    head,
    ...(await compare(git, base, head)),
    remote: await remoteStatus(git, branch, head),
    clean: uncommitted.length === 0,
    uncommitted: uncommitted.slice(0, maxUncommittedTold),
    ...(uncommitted.length > maxUncommittedTold && { uncommittedTotal: uncommitted.length }),
  };
}

/** How many commits each of two has that the other has not. */
async function compare(
  git: Git,
  other: string,
  head: string,
): Promise<{ ahead: number; behind: number }> {
  const { stdout } = await git(["rev-list", "--left-right", "--count", `${other}...${head}`]);
  const [behind = 0, ahead = 0] = stdout.trim().split("\t").map(Number);
  return { ahead, behind };
}

/** Against the branch of the same name of `origin`, or of the only remote that was seen to have it. */
async function remoteStatus(git: Git, branch: string, head: string): Promise<GitStatus["remote"]> {
  const { stdout } = await git([
    "for-each-ref",
    "--format=%(objectname) %(refname)",
    // No branch's name has anything in it that a pattern takes for more than itself.
    `refs/remotes/*/${branch}`,
  ]);
  const seen = stdout.split("\n").flatMap((line) => {
    const [commit = "", ref = ""] = line.split(" ");
    const name = ref.slice("refs/remotes/".length, -branch.length - 1);
    return name === "" ? [] : [{ name, commit }];
  });
  const remote = seen.find(({ name }) => name === "origin") ?? (seen.length === 1 ? seen[0] : null);
  if (!remote) return null;
  return { name: remote.name, ...(await compare(git, remote.commit, head)) };
}

/** The changed, renamed, unmerged and untracked paths; an untracked folder is one entry that ends in a slash. */
export async function listUncommitted(git: Git): Promise<GitStatus["uncommitted"]> {
  const { stdout } = await git([
    "status",
    "--porcelain=v2",
    "-z",
    "--untracked-files=normal",
    "--renames",
  ]);
  return parsePorcelain(stdout);
}

/** The same for a worktree that is not open yet. @throws GitError */
export async function uncommittedFiles(worktree: string): Promise<GitStatus["uncommitted"]> {
  return listUncommitted(await openGit(worktree));
}

/** The paths that `git status --porcelain=v2 -z` tells of; those of untracked folders without the slash. */
export function pathsOfStatus(output: string): string[] {
  return parsePorcelain(output).map((entry) => entry.path.replace(/\/$/, ""));
}

/** How many space-separated fields go before the path in each kind of record (git-status(1), "Porcelain Format Version 2"). */
const fieldsBeforePath: Record<string, number> = { "1": 8, "2": 9, u: 10 };

/** Takes `git status --porcelain=v2 -z` apart. `code` is git's XY, `??` for an untracked path. */
function parsePorcelain(output: string): GitStatus["uncommitted"] {
  const records = output.split("\0");
  const entries: GitStatus["uncommitted"] = [];
  for (let index = 0; index < records.length; index += 1) {
    const record = records[index] ?? "";
    const kind = record.slice(0, 1);
    if (kind === "?") {
      entries.push({ path: record.slice(2), code: "??" });
      continue;
    }
    const skipped = fieldsBeforePath[kind];
    if (skipped === undefined) {
      continue;
    }
    const fields = record.split(" ");
    entries.push({ path: fields.slice(skipped).join(" "), code: fields[1] ?? "" });
    if (kind === "2") {
      // A renamed path is followed by the one it had before.
      index += 1;
    }
  }
  return entries;
}
