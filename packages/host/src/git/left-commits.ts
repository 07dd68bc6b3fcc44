import { writeArchive } from "./archive-ref.ts";
import { readRef } from "./refs.ts";
import type { Git } from "./run-git.ts";

/** How the names of the archives begin that hold commits which were left beside a session's branch. */
export function leftPrefixOf(branch: string): string {
  return `${branch.replace("signalbox/", "")}-left-`;
}

/**
 * Archives each of the commits that no ref has in its history: an agent reset its branch behind it, or made it beside all branches, and
 * only a reflog, which git clears by and by, would still name it.
 * @throws GitError
 */
export async function keepLeftCommits(
  git: Git,
  branch: string,
  commits: readonly (string | null)[],
): Promise<void> {
  for (const commit of new Set(commits)) {
    if (commit === null || (await readRef(git, commit)) !== commit) continue;
    if (await isOnSomeRef(git, commit)) continue;
    await writeArchive(git, {
      name: `${leftPrefixOf(branch)}${commit.slice(0, 12)}`,
      commit,
      note: { kind: "taken_back", head: commit, staged: null, uncommittedFiles: 0 },
    });
  }
}

async function isOnSomeRef(git: Git, commit: string): Promise<boolean> {
  const { stdout } = await git([
    "for-each-ref",
    `--contains=${commit}`,
    "--count=1",
    "--format=%(refname)",
  ]);
  return stdout !== "";
}
