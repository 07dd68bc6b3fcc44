import type { SessionOpened } from "@signalbox/shared";
import type { KeyedMutex } from "../mutex.ts";
import { sessionBusy } from "./session-rows.ts";
import type { SessionsService } from "./sessions-service.ts";
import type { WorktreeRecovery } from "./worktree-recovery.ts";

/** Brings worktrees back that were deleted by hand, or that lost their repository. */
export class RecoveryService {
  readonly #sessions: SessionsService;
  readonly #worktrees: WorktreeRecovery;
  readonly #sessionLock: KeyedMutex;

  constructor(options: {
    sessions: SessionsService;
    worktreeRecovery: WorktreeRecovery;
    sessionLock: KeyedMutex;
  }) {
    this.#sessions = options.sessions;
    this.#worktrees = options.worktreeRecovery;
    this.#sessionLock = options.sessionLock;
  }

  /**
   * Make what a session lacks again: its worktree, its branch, or the link between worktree and repository. A healthy one stays as it
   * is, on its branch. `notes` say what was done.
   * @throws DomainError SESSION_NOT_FOUND, SESSION_BUSY, REPOSITORY_PATH_MISSING, GIT_FAILED
   */
  recover(id: string): Promise<SessionOpened> {
    return this.#sessionLock.run(id, async () => {
      const before = await this.#sessions.get(id);
      if (before.status === "queued" || before.status === "running") {
        throw sessionBusy(before, "recover its worktree");
      }
      const { notes } = await this.#worktrees.recover(before);
      const { repositoryName: _, latestRun: __, ...session } = await this.#sessions.get(id);
      return { ...session, notes };
    });
  }
}
