import {
  compareUrlOf,
  listRemotes,
  pullBranch,
  pushBranch,
  type PullOptions,
  type PullResult,
} from "@signalbox/host/git";
import {
  DomainError,
  type GitPull,
  type gitPullInputSchema,
  type GitPush,
  type gitPushInputSchema,
  type GitRemote,
} from "@signalbox/shared";
import type { z } from "zod";
import type { SessionsService } from "../sessions/sessions-service.ts";
import { freeArchiveName } from "../sessions/unlanded.ts";
import type { PullRequestTools } from "./pull-request-tools.ts";
import type { SessionWorktree, SessionWorktrees } from "./session-worktrees.ts";

/** What to do when a push fails. */
export const pushHelp = [
  "Read what git says. When the remote has commits that the session does not have, pull first.",
  "When it asks for a login, set git up so that `git push` works in a terminal without asking: Signalbox uses the same helpers and keys.",
];

/** Giving a session's branch to a remote, and bringing commits of elsewhere into it. */
export class RemotesService {
  readonly #worktrees: SessionWorktrees;
  readonly #sessions: SessionsService;
  readonly #tools: PullRequestTools;

  constructor(options: {
    worktrees: SessionWorktrees;
    sessions: SessionsService;
    tools: PullRequestTools;
  }) {
    this.#worktrees = options.worktrees;
    this.#sessions = options.sessions;
    this.#tools = options.tools;
  }

  /**
   * Where the session's branch can be pushed, `origin` first.
   * @throws DomainError SESSION_NOT_FOUND, WORKTREE_MISSING, REPOSITORY_PATH_MISSING, GIT_FAILED
   */
  list(sessionId: string): Promise<GitRemote[]> {
    return this.#worktrees.read(
      sessionId,
      { doing: "list the remotes" },
      async ({ session: { branch, baseBranch }, worktree }) =>
        Promise.all(
          (await listRemotes(worktree)).map(async ({ name, url, address }) => {
            const tool = (await this.#tools.for(address))?.tool ?? null;
            const base = remoteBranch(baseBranch, name);
            const compareUrl = compareUrlOf(address, base, branch, tool);
            return { name, url, compareUrl, pullRequestTool: tool };
          }),
        ),
    );
  }

  /**
   * Push the session's branch as it is; a run may go on.
   * @throws DomainError SESSION_NOT_FOUND, WORKTREE_MISSING, REPOSITORY_PATH_MISSING, GIT_FAILED
   */
  push({ sessionId, remote, force }: z.output<typeof gitPushInputSchema>): Promise<GitPush> {
    return this.#worktrees.read(
      sessionId,
      { doing: "push the branch", help: pushHelp },
      async ({ session: { branch, baseBranch }, worktree }) => {
        const { url, address, commit } = await pushBranch({ worktree, branch, remote, force });
        const tool = (await this.#tools.for(address))?.tool ?? null;
        const base = remoteBranch(baseBranch, remote);
        return { url, commit, compareUrl: compareUrlOf(address, base, branch, tool) };
      },
    );
  }

  /**
   * Pull the remote's or the base branch's commits into the session's branch. Unless all could be brought together, or conflicts shall be
   * left in the files, nothing is different.
   * @throws DomainError MERGE_CONFLICTS, SESSION_BUSY, SESSION_NOT_FOUND, WORKTREE_MISSING, REPOSITORY_PATH_MISSING, GIT_FAILED
   */
  pull(input: z.output<typeof gitPullInputSchema>): Promise<GitPull> {
    const words = { doing: "pull into the session", wish: "pull" };
    return this.#worktrees.change(input.sessionId, words, async (opened) => {
      const result = await pullBranch(await optionsOf(opened, input));
      if (result.conflicts.length > 0 && !input.leaveConflicts) throw mergeConflicts(result);
      // What the base branch brought is no work of the session's.
      if (input.source === "base" && result.head !== result.previousHead) {
        await this.#sessions.rebase(opened.session.id, result.pulled);
      }
      return result;
    });
  }
}

/** What the remote itself calls a base branch that is `origin/main` here. */
export function remoteBranch(branch: string, remote: string): string {
  return branch.startsWith(`${remote}/`) ? branch.slice(remote.length + 1) : branch;
}

async function optionsOf(
  { session, repository, worktree }: SessionWorktree,
  { source, remote, strategy, leaveConflicts }: z.output<typeof gitPullInputSchema>,
): Promise<PullOptions> {
  const { branch, baseBranch } = session;
  const from = source === "base" ? baseBranch : `${remote}/${branch}`;
  return {
    worktree,
    branch,
    baseBranch,
    source: source === "base" ? { kind: source } : { kind: source, remote },
    strategy,
    leaveConflicts,
    message: `Merge ${from} into ${branch}`,
    archive: await freeArchiveName(session, repository.path),
  };
}

function mergeConflicts({ conflicts }: PullResult): DomainError {
  const paths = conflicts.map((conflict) => conflict.path);
  return new DomainError("MERGE_CONFLICTS", `Both sides changed ${paths.join(", ")}.`, {
    help: [
      "Pull with a merge and `leaveConflicts`, and let a run, or an editor, solve what the files hold then.",
    ],
    details: { conflicts },
  });
}
