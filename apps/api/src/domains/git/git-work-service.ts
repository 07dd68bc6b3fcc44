import {
  commitFiles,
  commonAncestor,
  discardChanges,
  resetWorktree,
  resolveCommit,
  rewind,
  takeFiles,
  type Checkpoint,
  type Rewind,
  type TakeBackOptions,
} from "@signalbox/host/git";
import type {
  GitArchived,
  gitCheckoutInputSchema,
  gitCommitInputSchema,
  gitDiscardInputSchema,
  gitResetInputSchema,
  gitRewindInputSchema,
  Session,
} from "@signalbox/shared";
import type { z } from "zod";
import { archiveNameOf } from "../archives/archive-names.ts";
import { freeArchiveName } from "../sessions/unlanded.ts";
import type { SessionsService } from "../sessions/sessions-service.ts";
import type { SessionWorktree, SessionWorktrees } from "./session-worktrees.ts";

/**
 * What changes a session's worktree and branch. All of it throws DomainError SESSION_NOT_FOUND, SESSION_BUSY, WORKTREE_MISSING,
 * REPOSITORY_PATH_MISSING and GIT_FAILED.
 */
export class GitWorkService {
  readonly #worktrees: SessionWorktrees;
  readonly #sessions: SessionsService;

  constructor(options: { worktrees: SessionWorktrees; sessions: SessionsService }) {
    this.#worktrees = options.worktrees;
    this.#sessions = options.sessions;
  }

  /** Bring the worktree's content back to that of a checkpoint, as a new checkpoint. */
  rewind({ sessionId, to }: z.output<typeof gitRewindInputSchema>): Promise<Rewind> {
    return this.#worktrees.change(
      sessionId,
      { doing: "rewind the worktree", wish: "rewind" },
      ({ session, worktree }) => rewind(worktree, { to, archives: archiveNameOf(session) }),
    );
  }

  /** Commit all that is changed, or some files of it. */
  commit({ sessionId, ...options }: z.output<typeof gitCommitInputSchema>): Promise<Checkpoint> {
    return this.#worktrees.change(
      sessionId,
      { doing: "commit the work", wish: "commit" },
      ({ worktree }) => commitFiles(worktree, options),
    );
  }

  /** Discard uncommitted work of some files, or hunks of it; it is archived first. */
  discard(input: z.output<typeof gitDiscardInputSchema>): Promise<GitArchived> {
    return this.#takeBack(
      input.sessionId,
      { doing: "discard the changes", wish: "discard them" },
      (options) => discardChanges({ ...options, what: input }),
    );
  }

  /** Take files out of a branch or commit; what is in the worktree is archived first. */
  checkout({ sessionId, from, paths }: z.output<typeof gitCheckoutInputSchema>) {
    return this.#takeBack(
      sessionId,
      { doing: "take the files", wish: "take the files" },
      (options) => takeFiles({ ...options, from, paths }),
    );
  }

  /** Bring branch and worktree to a commit; all that was there is archived first. */
  reset({ sessionId, to }: z.output<typeof gitResetInputSchema>): Promise<GitArchived> {
    return this.#takeBack(
      sessionId,
      { doing: "reset the worktree", wish: "reset it" },
      async (options, { session, worktree }) => {
        const archivedRef = await resetWorktree({
          ...options,
          to: to ?? (await headOf(worktree)),
          baseBranch: session.baseBranch,
          archives: archiveNameOf(session),
        });
        await this.#comparable(session, worktree);
        return archivedRef;
      },
    );
  }

  /** What a session's work counts from must lie below it: a pull that was taken back had moved it on. */
  async #comparable(session: Session, worktree: string): Promise<void> {
    const head = await headOf(worktree);
    const base = await commonAncestor(worktree, session.baseCommit, head);
    if (base === null || base === session.baseCommit) return;
    await this.#sessions.rebase(session.id, base);
  }

  #takeBack(
    sessionId: string,
    words: { doing: string; wish: string },
    work: (options: TakeBackOptions, opened: SessionWorktree) => Promise<string>,
  ): Promise<GitArchived> {
    return this.#worktrees.change(sessionId, words, async (opened) => {
      const { session, repository, worktree } = opened;
      const archive = await freeArchiveName(session, repository.path);
      const { branch } = session;
      const options = { repository: repository.path, worktree, branch, archive };
      const archivedRef = await work(options, opened);
      return { archivedRef, head: await headOf(worktree) };
    });
  }
}

/** What is checked out: a session's branch always has a commit. */
async function headOf(worktree: string): Promise<string> {
  return (await resolveCommit(worktree, "HEAD")) ?? "";
}
