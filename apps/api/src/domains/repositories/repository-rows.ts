import type { Repository as RepositoryRow } from "@signalbox/db";
import {
  DomainError,
  repositorySetupSchema,
  type Repository,
  type RepositorySetup,
} from "@signalbox/shared";

/** Of sessions: with a run that is queued or running. */
export const isBusy = { status: { in: ["queued", "running"] } };

/** A database row as the API gives it. */
export function toRepository(row: RepositoryRow): Repository {
  return {
    id: row.id,
    name: row.name,
    path: row.path,
    defaultBranch: row.defaultBranch,
    setup: setupOf(row),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

/** What makes a new worktree of a repository ready. */
export function setupOf(row: Pick<RepositoryRow, "setup">): RepositorySetup {
  return repositorySetupSchema.parse(JSON.parse(row.setup));
}

export function alreadyAdded(known: { id: string; name: string; path: string }): DomainError {
  return new DomainError("REPOSITORY_ALREADY_ADDED", `${known.name} is already registered.`, {
    help: [`Open it in the list of repositories: ${known.path}`],
    details: { repositoryId: known.id, path: known.path },
  });
}

export function repositoryNotFound(id: string): DomainError {
  return new DomainError("REPOSITORY_NOT_FOUND", "There is no such repository.", {
    help: [
      "Look at the list of repositories: it may have been forgotten.",
      "Add the repository again by its path.",
    ],
    details: { repositoryId: id },
  });
}
