import { freeArchiveName as firstFreeName } from "@signalbox/host/git";
import { DomainError } from "@signalbox/shared";
import { archiveNameOf } from "../archives/archive-names.ts";

/** The work of a session that its base branch does not have. */
export interface UnlandedWork {
  unmergedCommits: number;
  uncommittedFiles: number;
  /** Repositories inside the worktree with work of their own, by their paths. */
  embedded: readonly string[];
}

export function isEmpty(work: UnlandedWork): boolean {
  return work.unmergedCommits === 0 && work.uncommittedFiles === 0 && work.embedded.length === 0;
}

/** @throws DomainError SESSION_HAS_UNLANDED_WORK when there is such work and it may not be discarded */
export function assertMayDiscard(
  session: { id: string; name: string; branch: string; baseBranch: string },
  work: UnlandedWork,
  discardWork: boolean,
): void {
  if (discardWork || isEmpty(work)) return;
  const { name, branch, baseBranch } = session;
  const parts = [
    ...counted(work.unmergedCommits, "commit"),
    ...counted(work.uncommittedFiles, "uncommitted file"),
    ...(work.embedded.length === 0 ? [] : [`repositories inside it: ${work.embedded.join(", ")}`]),
  ];
  throw new DomainError(
    "SESSION_HAS_UNLANDED_WORK",
    `"${name}" has work that ${baseBranch} does not have: ${parts.join(", ")}.`,
    {
      help: [
        `Land it first: the commits are on the branch ${branch}.`,
        "Or delete with discardWork: the work is then kept as a ref under refs/signalbox/archive/.",
      ],
      details: { sessionId: session.id, branch, ...work },
    },
  );
}

function counted(count: number, noun: string): string[] {
  return count === 0 ? [] : [`${count} ${noun}${count === 1 ? "" : "s"}`];
}

/** A name for a session's work in the archive that nothing has: an earlier attempt to delete it may have come so far. */
export async function freeArchiveName(
  session: { id: string; branch: string },
  repository: string,
): Promise<string> {
  return firstFreeName(repository, archiveNameOf(session));
}
