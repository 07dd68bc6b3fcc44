import {
  archiveWork,
  deleteBranch,
  removeWorktree,
  returnToBranch,
  unlandedWork,
  worktreeGitFolder,
} from "@signalbox/host/git";
import type { Session } from "@signalbox/shared";
import { isFolder } from "../repositories/inspect.ts";
import { assertMayDiscard, freeArchiveName, isEmpty } from "./unlanded.ts";

/**
 * Remove a session's worktree and branch. Work that is not landed is refused unless `discardWork`, and then archived
 * first: resolves to its ref, or to null when there was none.
 * @throws DomainError SESSION_HAS_UNLANDED_WORK; GitError
 */
export async function clearAway(
  session: Session,
  repository: string,
  discardWork: boolean,
): Promise<string | null> {
  const { branch, baseBranch, baseCommit, worktreePath } = session;
  const worktree = (await isFolder(worktreePath)) ? worktreePath : null;
  if (worktree !== null) {
    // Commits beside the branch, on a detached head or a branch that an agent renamed, are work too.
    const gitFolder = await worktreeGitFolder(worktree);
    await returnToBranch(worktree, { branch, gitFolder, lastCommit: baseCommit });
  }
  const work = { repository, worktree, branch };
  const unlanded = await unlandedWork({ ...work, baseBranch });
  assertMayDiscard(session, unlanded, discardWork);
  const archived = isEmpty(unlanded)
    ? null
    : await archiveWork({ ...work, ref: await freeArchiveName(session, repository) });
  await removeWorktree({ repository, path: worktreePath, force: true });
  await deleteBranch(repository, branch);
  return archived?.ref ?? null;
}
