import { quoted } from "./clone/askpass.ts";
import { openGit, type Git } from "./run-git.ts";

/** The two commits (full ids) of a merge that was made with its conflicts left in the files. */
export interface MergeSides {
  base: string;
  session: string;
}

/** A check's command may have 4,000 characters, and some of them are the rest of it. */
const maxPathsLength = 3_000;
/** So many commits of each side tell what it wants. */
const maxSubjects = 20;

/** A line that is a conflict marker in most files, and may be a heading in others. */
const markerLine = "^(<<<<<<<|>>>>>>>|[|]{7})( |$)|^=======[[:space:]]*$";

/**
 * The checks of a run that solves the conflicts in `paths`, as shell commands: no conflict marker is left, and the merge is a part of
 * the branch's history. The markers of this very merge are found in any file; lines that only look like one, in the files of the conflict
 * in which neither side has such a line.
 * @throws GitError
 */
export async function conflictChecks(
  worktree: string,
  { base, session, paths }: MergeSides & { paths: readonly string[] },
): Promise<{ name: string; command: string }[]> {
  const git = await openGit(worktree);
  const named = firstOf(paths);
  const marked = new Set([
    ...(await filesWithMarkers(git, base, named)),
    ...(await filesWithMarkers(git, session, named)),
  ]);
  const files = named.filter((path) => !marked.has(path)).map(quoted);
  const search = [
    // Git says which side a marker is of by the commit that was merged.
    `git grep -nE '^[<>|]+ (${base}|${session})'; test $? -eq 1`,
    ...(files.length === 0
      ? []
      : [`git --literal-pathspecs grep -nE '${markerLine}' -- ${files.join(" ")}; test $? -eq 1`]),
  ];
  return [
    {
      name: "no conflict markers",
      command: search.map((command) => `{ ${command}; }`).join(" && "),
    },
    {
      name: "merge concludes",
      command: `git merge-base --is-ancestor ${base} HEAD && test -z "$(git rev-parse --quiet --verify MERGE_HEAD)"`,
    },
  ];
}

/** As many paths as a command has room for. */
function firstOf(paths: readonly string[]): string[] {
  let length = 0;
  return paths.filter((path) => (length += quoted(path).length + 1) <= maxPathsLength);
}

async function filesWithMarkers(git: Git, commit: string, paths: string[]): Promise<string[]> {
  if (paths.length === 0) return [];
  const { stdout } = await git(["grep", "-lzE", "-e", markerLine, commit, "--", ...paths], {
    env: { GIT_LITERAL_PATHSPECS: "1" },
    // 1: in none.
    okExitCodes: [0, 1],
  });
  return stdout
    .split("\0")
    .filter((line) => line !== "")
    .map((line) => line.slice(commit.length + 1));
}

/** The subjects of the last commits that each side has alone, newest first. @throws GitError */
export async function subjectsOfSides(
  worktree: string,
  { base, session }: MergeSides,
): Promise<{ base: string[]; session: string[] }> {
  const git = await openGit(worktree);
  const subjects = async (of: string, without: string) => {
    const range = [`--max-count=${maxSubjects}`, "--no-merges", of, `^${without}`, "--"];
    const { stdout } = await git(["log", "-z", "--no-color", "--format=%s", ...range]);
    return stdout.split("\0").filter((subject) => subject !== "");
  };
  return { base: await subjects(base, session), session: await subjects(session, base) };
}
