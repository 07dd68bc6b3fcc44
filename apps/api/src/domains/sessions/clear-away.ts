import {
  archiveWork,
  deleteBranch,
  removeWorktree,
  returnToBranch,
  unlandedWork,
  worktreeGitFolder,
  writeArchivePatch,
} from "@signalbox/host/git";
import type { Session } from "@signalbox/shared";
import type { ArchiveRecords } from "../archives/archive-records.ts";
import { archiveNameOf } from "../archives/archive-names.ts";
import { assertMayDiscard, freeArchiveName, isEmpty } from "./unlanded.ts";

/**
 * Remove a session's worktree (null when it is gone) and branch. Work that is not landed is refused unless `discardWork`, and then
 * archived first, with a patch of what was in no commit. In this order, so that a server that is killed in between has lost
 * nothing: ref, record, patch, removal. Resolves to the archive's ref, or to null when there was no work.
 * @throws DomainError SESSION_HAS_UNLANDED_WORK; GitError
 */
export async function clearAway(
  session: Session,
  place: { repository: string; worktree: string | null; records: ArchiveRecords },
  discardWork: boolean,
): Promise<string | null> {
  const { branch, baseBranch, baseCommit, worktreePath } = session;
  const { repository, worktree, records } = place;
  if (worktree !== null) {
    // Commits beside the branch, on a detached head or a branch that an agent renamed, are work too.
    const gitFolder = await worktreeGitFolder(worktree);
    await returnToBranch(worktree, { branch, gitFolder, lastCommit: baseCommit });
  }
  const work = { repository, worktree, branch };
  const unlanded = await unlandedWork({ ...work, baseBranch });
  assertMayDiscard(session, unlanded, discardWork);
  const name = await freeArchiveName(session, repository);
  const archived = isEmpty(unlanded)
    ? null
    : await archiveWork({ ...work, ref: name, kind: "session" });
  // Also for what was taken back earlier: that is in the archive by the same name and a number.
  if (archived !== null || name !== archiveNameOf(session)) await records.write(session);
  if (archived !== null) {
    const patch = await records.patchPlace(session.repositoryId, archived.ref);
    await writeArchivePatch(repository, archived, patch);
  }
  await removeWorktree({ repository, path: worktree ?? worktreePath, force: true });
  await deleteBranch(repository, branch);
  return archived?.ref ?? null;
}
