import { worktreeDiff, worktreeStatus } from "@signalbox/host/git";
import { DomainError, type GitDiff, type GitStatus, type Session } from "@signalbox/shared";
import { isFolder } from "../repositories/inspect.ts";
import type { RepositoriesService } from "../repositories/repositories-service.ts";
import type { SessionsService } from "../sessions/sessions-service.ts";
import { translatingGitErrors } from "./git-errors.ts";

/** What stands in a session's worktree. */
export class GitService {
  readonly #sessions: SessionsService;
  readonly #repositories: RepositoriesService;

  constructor(options: { sessions: SessionsService; repositories: RepositoriesService }) {
    this.#sessions = options.sessions;
    this.#repositories = options.repositories;
  }

  /** @throws DomainError SESSION_NOT_FOUND, WORKTREE_MISSING, REPOSITORY_PATH_MISSING, GIT_FAILED */
  status(sessionId: string): Promise<GitStatus> {
    return this.#inWorktree(
      sessionId,
      "read the worktree's status",
      ({ worktreePath, baseBranch }) => worktreeStatus(worktreePath, { baseBranch }),
    );
  }

  /** @throws DomainError SESSION_NOT_FOUND, WORKTREE_MISSING, REPOSITORY_PATH_MISSING, GIT_FAILED */
  diff(input: { sessionId: string; path?: string | undefined }): Promise<GitDiff> {
    return this.#inWorktree(
      input.sessionId,
      "compare the worktree with its base",
      ({ worktreePath, baseCommit }) =>
        worktreeDiff(worktreePath, { baseCommit, path: input.path }),
    );
  }

  async #inWorktree<Result>(
    sessionId: string,
    doing: string,
    work: (session: Session) => Promise<Result>,
  ): Promise<Result> {
    const session = await this.#sessions.get(sessionId);
    await assertWorktree(session);
    try {
      return await translatingGitErrors(doing, () => work(session));
    } catch (error) {
      // Git only says that it found nothing. What is missing may be the session, deleted meanwhile, or a folder.
      await this.#sessions.get(sessionId);
      await assertWorktree(session);
      await this.#repositories.getPresent(session.repositoryId);
      throw error;
    }
  }
}

/** @throws DomainError WORKTREE_MISSING */
async function assertWorktree(session: Session): Promise<void> {
  if (await isFolder(session.worktreePath)) return;
  throw new DomainError("WORKTREE_MISSING", "The folder of this session's worktree is gone.", {
    help: [
      `Its commits are still on the branch ${session.branch}.`,
      "Start a run: the worktree is made again from that branch.",
    ],
    details: { sessionId: session.id, worktreePath: session.worktreePath },
  });
}
