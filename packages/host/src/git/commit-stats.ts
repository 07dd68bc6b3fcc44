import type { DiffStat, GitCommitEntry } from "@signalbox/shared";
import type { Git } from "./run-git.ts";

/** Counts what each of some commits changed against its first parent. @throws GitError */
export async function withStats(git: Git, commits: GitCommitEntry[]): Promise<GitCommitEntry[]> {
  if (commits.length === 0) return [];
  const { stdout } = await git(
    [
      "log",
      "--no-walk=unsorted",
      "--no-color",
      "--no-show-signature",
      "--format=%x00%H",
      "--shortstat",
      "--no-renames",
      "--diff-merges=first-parent",
      "--stdin",
    ],
    { input: commits.map((entry) => `${entry.commit}\n`).join("") },
  );
  const stats = new Map(
    stdout.split("\0").map((record): [string, DiffStat] => {
      const [commit = "", ...lines] = record.trim().split("\n");
      return [commit, parseShortstat(lines.at(-1) ?? "")];
    }),
  );
  return commits.map((entry) => ({ ...entry, stat: stats.get(entry.commit) ?? null }));
}

/** Reads ` 3 files changed, 10 insertions(+), 2 deletions(-)`; a part that is 0 is left out by git. */
function parseShortstat(line: string): DiffStat {
  const count = (what: string) => Number(new RegExp(`(\\d+) ${what}`).exec(line)?.[1] ?? 0);
  return {
    filesChanged: count("file"),
    insertions: count("insertion"),
    deletions: count("deletion"),
  };
}
