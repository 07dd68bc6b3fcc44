import {
  compareUrlOf,
  listCommits,
  openPullRequest,
  pushBranch,
  withoutTokens,
} from "@signalbox/host/git";
import { createRedactor, secretsIn } from "@signalbox/runner";
import type { GitPullRequest, gitPullRequestInputSchema, PullRequestTool } from "@signalbox/shared";
import type { z } from "zod";
import type { RunsService } from "../runs/runs-service.ts";
import type { SessionsService } from "../sessions/sessions-service.ts";
import { pullRequestBody } from "./pull-request-body.ts";
import type { PullRequestTools } from "./pull-request-tools.ts";
import { pushHelp, remoteBranch } from "./remotes-service.ts";
import type { SessionWorktree, SessionWorktrees } from "./session-worktrees.ts";

/** So many commits, and so many of the last runs' prompts, are told in a description. */
const maxCommits = 100;
const maxPrompts = 10;

type Input = z.output<typeof gitPullRequestInputSchema>;

/** Asking for a session's branch to be merged on the host that its remote is on. */
export class PullRequestsService {
  readonly #worktrees: SessionWorktrees;
  readonly #sessions: SessionsService;
  readonly #runs: RunsService;
  readonly #tools: PullRequestTools;
  readonly #env: Readonly<Record<string, string | undefined>>;

  constructor(options: {
    worktrees: SessionWorktrees;
    sessions: SessionsService;
    runs: RunsService;
    tools: PullRequestTools;
    agentEnv: Readonly<Record<string, string | undefined>>;
  }) {
    this.#worktrees = options.worktrees;
    this.#sessions = options.sessions;
    this.#runs = options.runs;
    this.#tools = options.tools;
    this.#env = options.agentEnv;
  }

  /**
   * Push the session's branch as it is, then open a pull request with `gh` or `glab`, or find the one that is open. When only the
   * second fails, the answer says why, and how to open it by hand.
   * @throws DomainError SESSION_NOT_FOUND, WORKTREE_MISSING, REPOSITORY_PATH_MISSING, GIT_FAILED
   */
  open(input: Input): Promise<GitPullRequest> {
    return this.#worktrees.read(
      input.sessionId,
      { doing: "push the branch", help: pushHelp },
      async (opened) => {
        const { session, worktree } = opened;
        const { branch } = session;
        const base = remoteBranch(input.into ?? session.baseBranch, input.remote);
        const pushed = await pushBranch({ worktree, branch, remote: input.remote, force: false });
        const found = await this.#tools.for(pushed.address);
        const tool = found?.tool ?? null;
        const compareUrl = compareUrlOf(pushed.address, base, branch, tool);
        const answer = { url: pushed.url, commit: pushed.commit, compareUrl, tool };
        if (found === null) {
          return { ...answer, pullRequestUrl: null, ...noTool(compareUrl) };
        }
        const result = await openPullRequest({
          ...found,
          branch,
          base,
          title: input.title ?? session.name,
          body: input.body ?? (await this.#body(opened)),
          draft: input.draft,
          environment: this.#env,
        });
        if (result.url !== null) {
          await this.#sessions.landed(session.id, null);
          return { ...answer, pullRequestUrl: result.url, problem: null, help: [] };
        }
        const { host } = found.repository;
        const help = [
          ...(result.loginNeeded ? loginHelp(found.tool, host) : []),
          ...byHand(compareUrl),
        ];
        const problem = this.#redacted(result.problem);
        return { ...answer, pullRequestUrl: null, problem, help };
      },
    );
  }

  async #body({ session, worktree }: SessionWorktree): Promise<string> {
    const { baseBranch } = session;
    const log = await listCommits(worktree, { baseBranch, scope: "session", limit: maxCommits });
    const runs = await this.#runs.list({ sessionId: session.id, limit: maxPrompts });
    return pullRequestBody({
      subjects: log.items.map((commit) => commit.subject).toReversed(),
      hasMoreCommits: log.nextCursor !== null,
      prompts: runs.items.map((run) => run.prompt).toReversed(),
    });
  }

  #redacted(words: string): string {
    return withoutTokens(createRedactor(secretsIn(this.#env)).text(words));
  }
}

function noTool(compareUrl: string | null) {
  return {
    problem: "No program that opens pull requests on this remote's host was found.",
    help: [
      "For GitHub install `gh`, for GitLab `glab`, and log in with it: both must be on the PATH that Signalbox was started with.",
      ...byHand(compareUrl),
    ],
  };
}

function byHand(compareUrl: string | null): string[] {
  return [
    compareUrl === null
      ? "The branch is pushed: open the pull request on the page of the remote's host."
      : `The branch is pushed: open the pull request at ${compareUrl}`,
  ];
}

function loginHelp(tool: PullRequestTool, host: string): string[] {
  return [`Log in with \`${tool} auth login --hostname ${host}\` in a terminal, and try again.`];
}
