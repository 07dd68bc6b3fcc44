import { changedFiles, chooseChanges, entriesOf } from "./changed-files.ts";
import { checkpoint, diffStat, type Checkpoint } from "./checkpoint.ts";
import { commitTree, headOf, moveHead, treeOf } from "./commit-tree.ts";
import { refuse } from "./git-error.ts";
import { readRef } from "./refs.ts";
import { changeTree, indexInfo } from "./resolve.ts";
import { withSnapshot } from "./snapshot.ts";

/**
 * Commits what is changed in a worktree, deleted and untracked files too: all of it, or what is at `paths` (files, or folders with all in
 * them). What is staged beside these stays so.
 * @throws GitError when nothing is changed there, or only a part shall be committed of a merge
 */
export async function commitFiles(
  worktree: string,
  options: { message: string; paths?: readonly string[] | undefined },
): Promise<Checkpoint> {
  const { message, paths } = options;
  const [subject = "", ...others] = message.trim().split("\n");
  if (paths === undefined) {
    const body = others.join("\n").trim();
    const { made } = await checkpoint(worktree, body === "" ? { subject } : { subject, body });
    if (made === null) throw refuse("There is nothing to commit.", ["commit"]);
    return made;
  }
  return withSnapshot(worktree, { keepObjects: true }, async ({ git, tree }) => {
    if ((await readRef(git, "MERGE_HEAD")) !== null) {
      throw refuse("A merge is going on: commit all of it.", ["commit"]);
    }
    const head = await headOf(git);
    const chosen = chooseChanges(await changedFiles(git, head, tree), paths);
    const entries = entriesOf(chosen, "after");
    const commit = await commitTree(git, {
      tree: await changeTree(git, await treeOf(git, head), entries),
      parents: [head],
      message,
    });
    await moveHead(git, { from: head, to: commit, reason: "commit" });
    await git(["update-index", "-z", "--index-info"], { input: indexInfo(entries) });
    return { commit, subject, ...(await diffStat(worktree, head, commit)) };
  });
}
