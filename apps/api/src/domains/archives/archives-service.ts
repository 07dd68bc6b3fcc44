import {
  DomainError,
  type Archive,
  type archiveListInputSchema,
  type archivePatchInputSchema,
  type archiveRestoreInputSchema,
  type SessionOpened,
} from "@signalbox/shared";
import type { z } from "zod";
import type { RepositoriesService } from "../repositories/repositories-service.ts";

/** Work that was discarded, kept as refs of its repository: what is there, what it holds, and the way back. */
export class ArchivesService {
  readonly #repositories: RepositoriesService;

  constructor(options: { repositories: RepositoriesService }) {
    this.#repositories = options.repositories;
  }

  /** The archives of a repository, newest first. @throws DomainError REPOSITORY_NOT_FOUND, REPOSITORY_PATH_MISSING, GIT_FAILED */
  async list(
    input: z.output<typeof archiveListInputSchema>,
  ): Promise<{ items: Archive[]; nextCursor: string | null }> {
    await this.#repositories.getPresent(input.repositoryId);
    return { items: [], nextCursor: null };
  }

  /**
   * Open a new session whose branch is where the archived one was and whose worktree has what was in no commit.
   * @throws DomainError REPOSITORY_NOT_FOUND, REPOSITORY_PATH_MISSING, ARCHIVE_NOT_FOUND, GIT_FAILED
   */
  async restore(input: z.output<typeof archiveRestoreInputSchema>): Promise<SessionOpened> {
    await this.#repositories.getPresent(input.repositoryId);
    throw archiveNotFound(input.ref);
  }

  /** What was in no commit. @throws DomainError as `restore` does */
  async patch(
    input: z.output<typeof archivePatchInputSchema>,
  ): Promise<{ patch: string; truncated: boolean }> {
    await this.#repositories.getPresent(input.repositoryId);
    throw archiveNotFound(input.ref);
  }
}

function archiveNotFound(ref: string): DomainError {
  return new DomainError("ARCHIVE_NOT_FOUND", "There is no such archive in this repository.", {
    help: ["Look at the list of archives: the ref may have been deleted with git."],
    details: { ref },
  });
}
