import type { GitCommitEntry } from "@signalbox/shared";
import { withStats } from "./commit-stats.ts";
import { refuse } from "./git-error.ts";
import { commitOf, readRef } from "./refs.ts";
import { isAncestor } from "./session-branch.ts";
import { openGit } from "./run-git.ts";

/** Some tools write whole logs into a message; a page of commits must stay one. Characters. */
const maxBodyLength = 4_096;
const fields = ["%H", "%P", "%an", "%ae", "%at", "%ct", "%s", "%b"];

/**
 * One page of the commits below a worktree's head, newest first; with `scope: "session"` only those that the base branch does not
 * have. The cursor holds the commit that the first page began at, so that pages fit together while work goes on.
 * @throws GitError also when the cursor is none of a page before
 */
export async function listCommits(
  worktree: string,
  options: {
    baseBranch: string;
    scope: "session" | "all";
    cursor?: string | undefined;
    limit: number;
    stats?: boolean;
  },
): Promise<{ items: GitCommitEntry[]; nextCursor: string | null }> {
  const git = await openGit(worktree);
  const { start, base, skip } =
    options.cursor === undefined
      ? { start: null, base: null, skip: 0 }
      : readCursor(options.cursor);
  const head = await readRef(git, "HEAD");
  if (head === null) throw refuse("The worktree has no commit.", ["log"]);
  if (start !== null && !(await isAncestor(git, start, head))) {
    throw refuse("The history was rewritten since the page before: read it from its begin.", [
      "log",
    ]);
  }
  const tip = start ?? head;
  const hidden =
    options.scope === "all" ? null : (base ?? (await commitOf(git, options.baseBranch)));
  const { stdout } = await git([
    "log",
    "-z",
    "--no-color",
    "--no-show-signature",
    `--format=${fields.join("%x00")}`,
    `--max-count=${options.limit + 1}`,
    `--skip=${skip}`,
    tip,
    ...(hidden === null ? [] : [`^${hidden}`]),
    "--",
  ]);
  const commits = parseLog(stdout);
  const page = commits.slice(0, options.limit);
  const items = options.stats ? await withStats(git, page) : page;
  const isLast = commits.length <= options.limit;
  return {
    items,
    nextCursor: isLast ? null : [tip, hidden ?? "", skip + items.length].join("."),
  };
}

function readCursor(cursor: string): { start: string; base: string | null; skip: number } {
  const match = /^([0-9a-f]{40,64})\.([0-9a-f]{40,64})?\.(\d{1,9})$/.exec(cursor);
  const [, start, base, skip] = match ?? [];
  if (start === undefined) throw refuse("The cursor is none of a page before.", ["log"]);
  return { start, base: base ?? null, skip: Number(skip) };
}

function parseLog(output: string): GitCommitEntry[] {
  const parts = output.split("\0");
  const commits: GitCommitEntry[] = [];
  for (let first = 0; first + fields.length <= parts.length; first += fields.length) {
    const [commit = "", parents = "", authorName = "", authorEmail = "", authored, committed] =
      parts.slice(first, first + 6);
    const [subject = "", body = ""] = parts.slice(first + 6);
    commits.push({
      commit,
      parents: parents.split(" ").filter((parent) => parent !== ""),
      authorName,
      authorEmail,
      authoredAt: timeOf(authored),
      committedAt: timeOf(committed),
      subject,
      body: body.trim().slice(0, maxBodyLength),
      stat: null,
    });
  }
  return commits;
}

/** The last second that a time of the API can name: anybody can write any number into a commit. */
const maxSeconds = 253_402_300_799;

/** Seconds since 1970, as git gives them, as an ISO 8601 time. */
export function timeOf(seconds: string | undefined): string {
  return new Date(knownTime((Number(seconds) || 0) * 1_000)).toISOString();
}

/** Of milliseconds since 1970, those that are nearest and that a time of the API can name. */
export function knownTime(ms: number): number {
  return Math.min(Math.max(ms, 0), maxSeconds * 1_000);
}
