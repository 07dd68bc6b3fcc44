import { describeBranches, listCommits, worktreeDiff, worktreeStatus } from "@signalbox/host/git";
import type {
  gitBranchesInputSchema,
  GitDiff,
  gitDiffInputSchema,
  gitLogInputSchema,
  GitStatus,
} from "@signalbox/shared";
import type { z } from "zod";
import type { SessionWorktrees } from "./session-worktrees.ts";

/** What stands in a session's worktree. All of it throws DomainError SESSION_NOT_FOUND, WORKTREE_MISSING, REPOSITORY_PATH_MISSING and GIT_FAILED. */
export class GitService {
  readonly #worktrees: SessionWorktrees;

  constructor(options: { worktrees: SessionWorktrees }) {
    this.#worktrees = options.worktrees;
  }

  /** Where the branch stands, and what is not committed. */
  status(sessionId: string): Promise<GitStatus> {
    return this.#worktrees.read(
      sessionId,
      { doing: "read the worktree's status" },
      ({ session, worktree }) => worktreeStatus(worktree, { baseBranch: session.baseBranch }),
    );
  }

  /** A page of the session's commits, or of all below its branch. */
  log({ sessionId, ...options }: z.output<typeof gitLogInputSchema>) {
    return this.#worktrees.read(sessionId, { doing: "read the history" }, ({ session, worktree }) =>
      listCommits(worktree, { ...options, baseBranch: session.baseBranch }),
    );
  }

  /** A page of the repository's branches. */
  branches({ sessionId, ...options }: z.output<typeof gitBranchesInputSchema>) {
    return this.#worktrees.read(
      sessionId,
      { doing: "list the branches" },
      ({ session, repository }) =>
        describeBranches(repository.path, {
          ...options,
          base: session.baseBranch,
          session: session.branch,
        }),
    );
  }

  /** What the session changed, or what is different between two commits. */
  diff({ sessionId, from, to, ...options }: z.output<typeof gitDiffInputSchema>): Promise<GitDiff> {
    return this.#worktrees.read(
      sessionId,
      { doing: "compare the worktree with its base" },
      ({ session, worktree }) =>
        worktreeDiff(worktree, {
          ...options,
          baseCommit: from ?? session.baseCommit,
          toCommit: to,
        }),
    );
  }
}
