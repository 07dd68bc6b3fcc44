import type { PrismaClient } from "@signalbox/db";
import { resolveCommit } from "@signalbox/host/git";
import { translatingGitErrors } from "../git/git-errors.ts";
import { invalidField } from "./folders.ts";

/** So many sessions are looked at, newest first: a commit of one may have been pruned, those of all of them have not. */
const maxSessions = 20;

/**
 * Make sure that the repository in a folder is the one that a registered repository's sessions began in: it has the commit that one of
 * them began at. One without sessions may be any.
 * @throws DomainError INVALID_INPUT, GIT_FAILED
 */
export async function assertHoldsSessionsOf(
  client: PrismaClient,
  repositoryId: string,
  folder: string,
): Promise<void> {
  const sessions = await client.session.findMany({
    where: { repositoryId },
    orderBy: { id: "desc" },
    take: maxSessions,
    select: { baseCommit: true },
  });
  for (const { baseCommit } of sessions) {
    const commit = await translatingGitErrors("look at this folder", () =>
      resolveCommit(folder, baseCommit),
    );
    if (commit !== null) return;
  }
  if (sessions.length === 0) return;
  throw invalidField(
    "path",
    "This folder holds another repository: none of the commits that the sessions began at are in it.",
  );
}
