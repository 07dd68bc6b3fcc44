import { assertWorktreeOf, returnToBranch } from "@signalbox/host/git";
import { DomainError, type Repository, type Session, type SessionWithRun } from "@signalbox/shared";
import type { KeyedMutex } from "../mutex.ts";
import { isFolder } from "../repositories/inspect.ts";
import type { RepositoriesService } from "../repositories/repositories-service.ts";
import { isBusy, sessionBusy } from "../sessions/session-rows.ts";
import type { SessionsService } from "../sessions/sessions-service.ts";
import { translatingGitErrors } from "./git-errors.ts";

/** A session's worktree that was looked at: it is there, and it is one of the session's own repository. */
export interface SessionWorktree {
  session: SessionWithRun;
  repository: Repository;
  worktree: string;
}

interface Work {
  /** For "Git could not …". */
  doing: string;
  /** What a person can do when git refuses it. */
  help?: string[];
}

/** The ways to a session's worktree: to look at it, and to change it. */
export class SessionWorktrees {
  readonly #sessions: SessionsService;
  readonly #repositories: RepositoriesService;
  readonly #sessionLock: KeyedMutex;

  constructor(options: {
    sessions: SessionsService;
    repositories: RepositoriesService;
    sessionLock: KeyedMutex;
  }) {
    this.#sessions = options.sessions;
    this.#repositories = options.repositories;
    this.#sessionLock = options.sessionLock;
  }

  /** Run what only reads. @throws DomainError SESSION_NOT_FOUND, WORKTREE_MISSING, REPOSITORY_PATH_MISSING, GIT_FAILED */
  async read<Result>(
    sessionId: string,
    { doing, help }: Work,
    work: (opened: SessionWorktree) => Promise<Result>,
  ): Promise<Result> {
    const session = await this.#sessions.get(sessionId);
    await assertWorktree(session);
    const repository = await this.#repositories.getPresent(session.repositoryId);
    const worktree = session.worktreePath;
    try {
      return await translatingGitErrors(
        doing,
        async () => {
          await assertWorktreeOf(worktree, repository.path);
          return work({ session, repository, worktree });
        },
        help,
      );
    } catch (error) {
      // Git only says that it found nothing. What is missing may be the session, deleted meanwhile, or a folder.
      await this.#sessions.get(sessionId);
      await assertWorktree(session);
      await this.#repositories.getPresent(session.repositoryId);
      throw error;
    }
  }

  /**
   * Run what changes the worktree or the session's branch, while no run, and no other change of the session, goes on; the
   * worktree is on its branch then. `wish` says what to do after the run that is in the way.
   * @throws DomainError SESSION_BUSY, SESSION_NOT_FOUND, WORKTREE_MISSING, REPOSITORY_PATH_MISSING, GIT_FAILED
   */
  change<Result>(
    sessionId: string,
    { doing, wish }: Work & { wish: string },
    work: (opened: SessionWorktree) => Promise<Result>,
  ): Promise<Result> {
    return this.#sessionLock.run(sessionId, async () => {
      const session = await this.#sessions.get(sessionId);
      if (isBusy(session)) throw sessionBusy(session, wish);
      return this.read(sessionId, { doing }, async (opened) => {
        const { worktree, repository } = opened;
        const gitFolder = await assertWorktreeOf(worktree, repository.path);
        const { branch, baseCommit: lastCommit } = session;
        await returnToBranch(worktree, { branch, gitFolder, lastCommit });
        return work(opened);
      });
    });
  }
}

/** @throws DomainError WORKTREE_MISSING */
async function assertWorktree(session: Session): Promise<void> {
  if (await isFolder(session.worktreePath)) return;
  throw new DomainError("WORKTREE_MISSING", "The folder of this session's worktree is gone.", {
    help: [
      `Its commits are still on the branch ${session.branch}.`,
      "Recover the session, or start a run: the worktree is made again from that branch.",
    ],
    details: { sessionId: session.id, worktreePath: session.worktreePath },
  });
}
