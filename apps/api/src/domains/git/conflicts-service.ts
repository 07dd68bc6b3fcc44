import {
  conflictChecks,
  pullBranch,
  subjectsOfSides,
  takePullBack,
  type PullResult,
} from "@signalbox/host/git";
import type { GitSolveConflicts, gitSolveConflictsInputSchema, Run } from "@signalbox/shared";
import type { z } from "zod";
import type { RunsService } from "../runs/runs-service.ts";
import { isBusy } from "../sessions/session-rows.ts";
import type { SessionsService } from "../sessions/sessions-service.ts";
import { freeArchiveName } from "../sessions/unlanded.ts";
import { conflictPrompt } from "./conflict-prompt.ts";
import type { SessionWorktree, SessionWorktrees } from "./session-worktrees.ts";

type Input = z.output<typeof gitSolveConflictsInputSchema>;

/** Handing the conflicts of a landing to the session's agent. */
export class ConflictsService {
  readonly #worktrees: SessionWorktrees;
  readonly #sessions: SessionsService;
  readonly #runs: RunsService;

  constructor(options: {
    worktrees: SessionWorktrees;
    sessions: SessionsService;
    runs: RunsService;
  }) {
    this.#worktrees = options.worktrees;
    this.#sessions = options.sessions;
    this.#runs = options.runs;
  }

  /**
   * Merge the branch that is landed into, with the conflicts in the files, and start a run that solves them. Without conflicts
   * it is merged and no run starts; when the run cannot be started, everything is as it was.
   * @throws DomainError SESSION_BUSY, SESSION_NOT_FOUND, WORKTREE_MISSING, REPOSITORY_PATH_MISSING, GIT_FAILED, and those of `runs.start`
   */
  solve(input: Input): Promise<GitSolveConflicts> {
    const words = { doing: "bring the conflicts into the session", wish: "solve its conflicts" };
    return this.#worktrees.change(input.sessionId, words, async (opened) => {
      const { session } = opened;
      const into = input.into ?? session.baseBranch;
      const pulled = await this.#pull(opened, into);
      const conflicts = pulled.conflicts.map((conflict) => conflict.path);
      const { previousHead } = pulled;
      if (conflicts.length === 0) return { previousHead, conflicts, run: null };
      try {
        const run = await this.#start(opened, { input, into, pulled });
        return { previousHead, conflicts, run };
      } catch (error) {
        await this.#takeBack(opened, pulled);
        throw error;
      }
    });
  }

  async #pull({ session, repository, worktree }: SessionWorktree, into: string) {
    const { branch } = session;
    const pulled = await pullBranch({
      worktree,
      branch,
      baseBranch: into,
      source: { kind: "base" },
      strategy: "merge",
      leaveConflicts: true,
      message: `Merge ${into} into ${branch}`,
      archive: await freeArchiveName(session, repository.path),
    });
    // What the base branch brought is no work of the session's.
    if (into === session.baseBranch && pulled.head !== pulled.previousHead) {
      await this.#sessions.rebase(session.id, pulled.pulled);
    }
    return pulled;
  }

  async #start(
    { session, worktree }: SessionWorktree,
    { input, into, pulled }: { input: Input; into: string; pulled: PullResult },
  ): Promise<Run> {
    const sides = { base: pulled.pulled, session: pulled.previousHead };
    const prompt = conflictPrompt({
      session,
      into,
      conflicts: pulled.conflicts,
      subjects: await subjectsOfSides(worktree, sides),
      wish: input.prompt ?? null,
    });
    const paths = pulled.conflicts.map((conflict) => conflict.path);
    const own = await conflictChecks(worktree, { ...sides, paths });
    const taken = new Set(input.checks.map((check) => check.name));
    const checks = own.map(({ name, command }) => ({
      name: taken.has(name) ? `${name} (Signalbox)` : name,
      command,
    }));
    return this.#runs.startHeld({
      sessionId: session.id,
      prompt,
      budget: input.budget,
      conversation: "fresh",
      checks: [...checks, ...input.checks],
    });
  }

  async #takeBack({ session, worktree }: SessionWorktree, pulled: PullResult): Promise<void> {
    // It failed after the run was queued: that run has its work to do.
    if (isBusy(await this.#sessions.get(session.id))) return;
    await takePullBack(worktree, pulled);
    await this.#sessions.rebase(session.id, session.baseCommit);
  }
}
