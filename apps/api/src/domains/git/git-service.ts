import { worktreeDiff, worktreeStatus } from "@signalbox/host/git";
import { DomainError, type GitDiff, type GitStatus, type Session } from "@signalbox/shared";
import { exists } from "../repositories/inspect.ts";
import type { SessionsService } from "../sessions/sessions-service.ts";
import { translatingGitErrors } from "./git-errors.ts";

/** What stands in a session's worktree. */
export class GitService {
  readonly #sessions: SessionsService;

  constructor(options: { sessions: SessionsService }) {
    this.#sessions = options.sessions;
  }

  /** @throws DomainError SESSION_NOT_FOUND, WORKTREE_MISSING, GIT_FAILED */
  async status(sessionId: string): Promise<GitStatus> {
    const { worktreePath, baseBranch } = await this.#withWorktree(sessionId);
    return translatingGitErrors("read the worktree's status", () =>
      worktreeStatus(worktreePath, { baseBranch }),
    );
  }

  /** @throws DomainError SESSION_NOT_FOUND, WORKTREE_MISSING, GIT_FAILED */
  async diff(input: { sessionId: string; path?: string | undefined }): Promise<GitDiff> {
    const { worktreePath, baseCommit } = await this.#withWorktree(input.sessionId);
    return translatingGitErrors("compare the worktree with its base", () =>
      worktreeDiff(worktreePath, { baseCommit, path: input.path }),
    );
  }

  async #withWorktree(sessionId: string): Promise<Session> {
    const session = await this.#sessions.get(sessionId);
    if (await exists(session.worktreePath)) return session;
    throw new DomainError("WORKTREE_MISSING", "The folder of this session's worktree is gone.", {
      help: [
        `Its commits are still on the branch ${session.branch}.`,
        "Start a run: the worktree is made again from that branch.",
      ],
      details: { sessionId, worktreePath: session.worktreePath },
    });
  }
}
