import path from "node:path";
import { copyIgnoredFiles, isThere } from "@signalbox/host/git";
import type { Repository } from "@signalbox/shared";

/**
 * Make a new worktree ready: copy what the repository's set-up names. Resolves to what a person should know: what was not copied, and
 * what git itself leaves out of a worktree.
 * @throws GitError
 */
export async function prepareWorktree(repository: Repository, worktree: string): Promise<string[]> {
  const { copyFiles, command } = repository.setup;
  const notes =
    copyFiles.length === 0
      ? []
      : await copyIgnoredFiles({ checkout: repository.path, worktree, paths: copyFiles });
  const hasSubmodules = await isThere(path.join(worktree, ".gitmodules"));
  if (hasSubmodules && command?.includes("submodule") !== true) {
    notes.push(
      "The submodules are empty in a new worktree. To fill them before the first run, make this the repository's set-up command, or its beginning: git submodule update --init --recursive",
    );
  }
  return notes;
}
