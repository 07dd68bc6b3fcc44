import { rewind, type Rewind } from "@signalbox/host/git";
import type { gitRewindInputSchema } from "@signalbox/shared";
import type { z } from "zod";
import { archiveNameOf } from "../sessions/unlanded.ts";
import type { SessionWorktrees } from "./session-worktrees.ts";

/**
 * What changes a session's worktree and branch. All of it throws DomainError SESSION_NOT_FOUND, SESSION_BUSY, WORKTREE_MISSING,
 * REPOSITORY_PATH_MISSING and GIT_FAILED.
 */
export class GitWorkService {
  readonly #worktrees: SessionWorktrees;

  constructor(options: { worktrees: SessionWorktrees }) {
    this.#worktrees = options.worktrees;
  }

  /** Bring the worktree's content back to that of a checkpoint, as a new checkpoint. */
  rewind({ sessionId, to }: z.output<typeof gitRewindInputSchema>): Promise<Rewind> {
    return this.#worktrees.change(
      sessionId,
      { doing: "rewind the worktree", wish: "rewind" },
      ({ session, worktree }) => rewind(worktree, { to, archives: archiveNameOf(session) }),
    );
  }
}
