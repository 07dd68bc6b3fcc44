import { land, listCommits, planLand, type LandOptions } from "@signalbox/host/git";
import {
  DomainError,
  type GitLand,
  type gitLandInputSchema,
  type LandPlan,
  type Session,
} from "@signalbox/shared";
import type { z } from "zod";
import { KeyedMutex } from "../mutex.ts";
import type { SessionsService } from "../sessions/sessions-service.ts";
import { isBusy } from "../sessions/session-rows.ts";
import { freeArchiveName } from "../sessions/unlanded.ts";
import type { SessionWorktree, SessionWorktrees } from "./session-worktrees.ts";

/** So many commits are named in the message of a squash. */
const maxSubjects = 100;

type LandInput = z.output<typeof gitLandInputSchema>;

/** Bringing a session's work into a branch of the repository. */
export class LandService {
  readonly #worktrees: SessionWorktrees;
  readonly #sessions: SessionsService;
  /** Two sessions must not land into one repository at once: the second one's plan would be of yesterday. */
  readonly #landing = new KeyedMutex();

  constructor(options: { worktrees: SessionWorktrees; sessions: SessionsService }) {
    this.#worktrees = options.worktrees;
    this.#sessions = options.sessions;
  }

  /**
   * Land a session's branch, or with `dryRun` only tell what would happen. Unless it is landed whole, nothing is different.
   * @throws DomainError LAND_BLOCKED and MERGE_CONFLICTS with the plan in the details (not for a dry run), SESSION_BUSY, SESSION_NOT_FOUND, WORKTREE_MISSING, REPOSITORY_PATH_MISSING, GIT_FAILED
   */
  land(input: LandInput): Promise<GitLand> {
    const doing = "land the session's work";
    if (input.dryRun) {
      return this.#worktrees.read(input.sessionId, { doing }, async (opened) => {
        const plan = await planLand(await optionsOf(opened, input));
        return { ...withRun(plan, opened.session), landed: null };
      });
    }
    return this.#worktrees.change(input.sessionId, { doing, wish: "land its work" }, (opened) =>
      this.#landing.run(opened.repository.path, () => this.#land(opened, input)),
    );
  }

  async #land(opened: SessionWorktree, input: LandInput): Promise<GitLand> {
    const { session, repository } = opened;
    const options = await optionsOf(opened, input);
    const archive = await freeArchiveName(session, repository.path);
    const result = await land({ ...options, archive, expected: input.expected });
    if (result.outcome === "blocked") throw landBlocked(result);
    if (result.outcome === "conflicts") throw mergeConflicts(result);
    if (result.landed !== null) {
      const { commit, sessionStays } = result.landed;
      const follows = sessionStays === null && options.into === session.baseBranch;
      await this.#sessions.landed(session.id, follows ? commit : null);
    }
    return result;
  }
}

async function optionsOf(
  { session, repository, worktree }: SessionWorktree,
  input: LandInput,
): Promise<LandOptions> {
  const into = input.into ?? session.baseBranch;
  const { strategy, resolutions = [] } = input;
  return {
    repository: repository.path,
    worktree,
    branch: session.branch,
    into,
    strategy,
    resolutions,
    message: input.message ?? (await messageOf(session, worktree, { into, strategy })),
  };
}

async function messageOf(
  session: Session,
  worktree: string,
  { into, strategy }: Pick<LandOptions, "into" | "strategy">,
): Promise<string> {
  if (strategy !== "squash") return `Merge "${session.name}" (${session.branch}) into ${into}`;
  const { items } = await listCommits(worktree, {
    baseBranch: into,
    scope: "session",
    limit: maxSubjects,
  });
  const subjects = items.map((entry) => `- ${entry.subject}`).toReversed();
  return `${session.name}\n\n${subjects.join("\n")}`;
}

/** The plan as it is while a run may still add to the work. */
function withRun(plan: LandPlan, session: Session): LandPlan {
  if (!isBusy(session)) return plan;
  const message = `A run is going on in "${session.name}".`;
  const help = ["Stop the run, or wait for its end, then land its work."];
  return {
    ...plan,
    outcome: "blocked",
    words: [message, ...plan.words],
    blockers: [{ kind: "run_going_on", message, help }, ...plan.blockers],
  };
}

function landBlocked(plan: LandPlan): DomainError {
  return new DomainError("LAND_BLOCKED", plan.words.join(" "), {
    help: plan.blockers.flatMap((blocker) => blocker.help),
    details: { plan },
  });
}

function mergeConflicts(plan: LandPlan): DomainError {
  return new DomainError("MERGE_CONFLICTS", plan.words.join(" "), {
    help: [
      "Solve each file and land again with `resolutions`.",
      `Or pull the base branch into the session, let a run solve the conflicts there, and land then.`,
    ],
    details: { plan },
  });
}
