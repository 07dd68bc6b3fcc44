import { join } from "node:path";
import {
  archiveWork,
  assertRemovable,
  deleteBranch,
  embeddedWork,
  moveEmbedded,
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
 * archived first, with a patch of what was in no commit; repositories inside of it that have work of their own are moved. In this order, so that a server that is killed in between has lost
 * nothing: record, ref, patch, what is moved, removal. `archivedRef` is null when there was no work.
 * @throws DomainError SESSION_HAS_UNLANDED_WORK; GitError
 */
export async function clearAway(
  session: Session,
  place: {
    repository: string;
    worktree: string | null;
    records: ArchiveRecords;
    /** A folder, not there yet, for repositories that lie inside the worktree. */
    setAside: string;
  },
  discardWork: boolean,
): Promise<{ archivedRef: string | null; notes: string[] }> {
  const { branch, baseBranch, baseCommit } = session;
  const { repository, worktree, records } = place;
  const worktreePath = worktree ?? session.worktreePath;
  if (worktree !== null) {
    // Commits beside the branch, on a detached head or a branch that an agent renamed, are work too.
    const gitFolder = await worktreeGitFolder(worktree);
    await returnToBranch(worktree, { branch, gitFolder, lastCommit: baseCommit });
  }
  const work = { repository, worktree, branch };
  const embedded = worktree === null ? [] : await embeddedWork(worktree);
  const unlanded = { ...(await unlandedWork({ ...work, baseBranch })), embedded };
  assertMayDiscard(session, unlanded, discardWork);
  // Before the archive: a call that is refused leaves none.
  await assertRemovable({ repository, path: worktreePath, branch });
  const name = await freeArchiveName(session, repository);
  // Also for what was taken back earlier: that is in the archive by the same name and a number.
  if (!isEmpty(unlanded) || name !== archiveNameOf(session)) await records.write(session);
  const archived = isEmpty(unlanded)
    ? null
    : await archiveWork({ ...work, ref: name, kind: "session" });
  if (archived !== null) {
    const patch = await records.patchPlace(session.repositoryId, archived.ref);
    await writeArchivePatch(repository, archived, patch);
  }
  const notes: string[] = [];
  for (const path of embedded) {
    const target = join(place.setAside, path);
    await moveEmbedded(worktreePath, path, target);
    notes.push(`The repository in ${path} has work of its own. It is kept in ${target}`);
  }
  await removeWorktree({ repository, path: worktreePath, force: true });
  await deleteBranch(repository, branch);
  return { archivedRef: archived?.ref ?? null, notes };
}
