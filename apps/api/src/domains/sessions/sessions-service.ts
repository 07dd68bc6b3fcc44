import { isRowMissing, type PrismaClient, type Session as SessionRow } from "@signalbox/db";
import { addWorktree, branchExists, resolveCommit } from "@signalbox/host/git";
import {
  DomainError,
  type Repository,
  type Session,
  type SessionOpened,
  type SessionChange,
  type sessionCreateInputSchema,
  type sessionUpdateInputSchema,
  type SessionWithRun,
} from "@signalbox/shared";
import type { z } from "zod";
import type { AgentsService } from "../agents/agents-service.ts";
import { translatingGitErrors } from "../git/git-errors.ts";
import type { ArchiveRecords } from "../archives/archive-records.ts";
import type { KeyedMutex } from "../mutex.ts";
import type { OrchestratorsService } from "../orchestrators/orchestrators-service.ts";
import type { RepositoriesService } from "../repositories/repositories-service.ts";
import type { QueuePositions } from "../runs/queue-positions.ts";
import type { RunFolders } from "../runs/run-folders.ts";
import { clearAway } from "./clear-away.ts";
import type { SessionChanges } from "./session-changes.ts";
import type { SessionOptions } from "./session-options.ts";
import type { SessionMaker } from "./session-maker.ts";
import {
  isBusy,
  sessionBusy,
  sessionNotFound,
  toSession,
  toSessionWithRun,
  withRun,
  type SessionRowWithRun,
} from "./session-rows.ts";
import type { WorktreeRecovery } from "./worktree-recovery.ts";

interface SessionsOptions {
  client: PrismaClient;
  repositories: RepositoriesService;
  orchestrators: OrchestratorsService;
  agents: AgentsService;
  changes: SessionChanges;
  queue: QueuePositions;
  runFolders: RunFolders;
  options: SessionOptions;
  maker: SessionMaker;
  worktreeRecovery: WorktreeRecovery;
  records: ArchiveRecords;
  /** Serialises what must not happen to one session at once: deleting it, changing it and starting a run. */
  sessionLock: KeyedMutex;
}

/** The sessions: each with its own worktree on its own branch. */
export class SessionsService {
  readonly #options: SessionsOptions;
  readonly #client: PrismaClient;

  constructor(options: SessionsOptions) {
    this.#options = options;
    this.#client = options.client;
  }

  /**
   * Open a session: its branch and worktree are made from the base branch. Checked in this order: input,
   * repository, orchestrator, agent and its options; a refused call writes nothing.
   * @throws DomainError REPOSITORY_NOT_FOUND, REPOSITORY_PATH_MISSING, ORCHESTRATOR_UNAVAILABLE, AGENT_UNAVAILABLE, INVALID_INPUT, BRANCH_NOT_FOUND, GIT_FAILED, SECRETS_UNREADABLE
   */
  async create(input: z.output<typeof sessionCreateInputSchema>): Promise<SessionOpened> {
    const { repositories, orchestrators, agents, options } = this.#options;
    const repository = await repositories.getPresent(input.repositoryId);
    await orchestrators.assertAvailable(input.orchestrator);
    const agent = await agents.choose(input.agent, input.agentOptions ?? {});
    options.assertNew(input.agentOptions ?? {});
    const base = await this.#base(repository, input.baseBranch);
    const { name, orchestrator, agentOptions = {} } = input;
    const wish = { name, orchestrator, agent, agentOptions, ...base };
    return this.#options.maker.make(repository, wish, base.baseCommit, (place) =>
      addWorktree({ repository: repository.path, startPoint: base.baseCommit, ...place }),
    );
  }

  async #base(
    repository: Repository,
    given: string | undefined,
  ): Promise<{ baseBranch: string; baseCommit: string }> {
    const baseBranch = given?.replace(/^refs\/heads\//, "") ?? repository.defaultBranch;
    const baseCommit = await this.#baseCommit(repository, baseBranch);
    // An abbreviated id, and the head, may mean another commit tomorrow.
    const isId =
      baseBranch === "HEAD" ||
      (baseCommit.startsWith(baseBranch.toLowerCase()) &&
        !(await branchExists(repository.path, baseBranch)));
    return { baseBranch: isId ? baseCommit : baseBranch, baseCommit };
  }

  async #baseCommit(repository: Repository, baseBranch: string): Promise<string> {
    const commit = await translatingGitErrors("read the base branch", () =>
      resolveCommit(repository.path, baseBranch),
    );
    if (commit !== null) return commit;
    throw new DomainError("BRANCH_NOT_FOUND", `${repository.name} has no branch "${baseBranch}".`, {
      help: ["Name one of the repository's branches or tags, or the full id of a commit."],
      details: { repositoryId: repository.id, baseBranch },
    });
  }

  /** @throws DomainError SESSION_NOT_FOUND */
  async get(id: string): Promise<SessionWithRun> {
    return toSessionWithRun(await this.#row(id), this.#options.queue);
  }

  async #row(id: string): Promise<SessionRowWithRun> {
    const row = await this.#client.session.findUnique({
      where: { id, repository: { forgottenAt: null } },
      include: withRun,
    });
    if (!row) throw sessionNotFound(id);
    return row;
  }

  /**
   * Change what is given of a session; its runs that go on keep the options that they began with.
   * @throws DomainError SESSION_NOT_FOUND, SESSION_BUSY when it shall be done with, INVALID_INPUT, SECRETS_UNREADABLE
   */
  update(input: z.output<typeof sessionUpdateInputSchema>): Promise<Session> {
    return this.#options.sessionLock.run(input.id, async () => {
      const { id, name, agentOptions, done } = input;
      const { options, changes } = this.#options;
      const before = await this.get(id);
      if (done === true && isBusy(before)) throw sessionBusy(before, "be done with it");
      const write = (data: { name?: string; doneAt?: Date | null; agentOptions?: string }) =>
        this.#client.session
          .update({
            where: { id, repository: { forgottenAt: null } },
            data: { ...data, updatedAt: new Date() },
          })
          .catch((error: unknown) => {
            throw isRowMissing(error) ? sessionNotFound(id) : error;
          });
      const given = {
        ...(name !== undefined && { name }),
        // Done with already: the time of the first word stays.
        ...(done !== undefined &&
          (before.doneAt !== null) !== done && { doneAt: done ? new Date() : null }),
      };
      let row: SessionRow;
      if (agentOptions === undefined) {
        row = await write(given);
      } else {
        await options.assertPossible(before.agent, agentOptions);
        row = await options.store({ id, before: before.agentOptions, agentOptions }, (stored) =>
          write({ ...given, agentOptions: stored }),
        );
      }
      await changes.changed(id);
      return toSession(row);
    });
  }

  /**
   * Store from which commit on a session's work counts as its own, after it was landed or took its base over.
   * @throws DomainError SESSION_NOT_FOUND
   */
  async rebase(id: string, baseCommit: string): Promise<void> {
    const { count } = await this.#client.session.updateMany({
      where: { id },
      data: { baseCommit, updatedAt: new Date() },
    });
    if (count === 0) throw sessionNotFound(id);
    await this.#options.changes.changed(id);
  }

  /**
   * The session's work has landed, or is asked to be merged where its remote is: nothing of it waits for the person any more. Its own
   * work counts from `baseCommit` on, when there is one. A session with a run that goes on is not done with.
   */
  async landed(id: string, baseCommit: string | null): Promise<void> {
    const now = new Date();
    await this.#client.$transaction([
      this.#client.session.updateMany({
        where: { id },
        data: { ...(baseCommit !== null && { baseCommit }), updatedAt: now },
      }),
      this.#client.session.updateMany({
        where: { id, doneAt: null, status: { notIn: ["queued", "running"] } },
        data: { doneAt: now },
      }),
    ]);
    await this.#options.changes.changed(id);
  }

  /**
   * Delete a session with its worktree, branch and journals. Work that is not landed is refused unless
   * `discardWork`, and then kept as a ref first.
   * @throws DomainError SESSION_NOT_FOUND, SESSION_BUSY, SESSION_HAS_UNLANDED_WORK, REPOSITORY_PATH_MISSING, GIT_FAILED
   */
  delete(input: { id: string; discardWork: boolean }) {
    return this.#options.sessionLock.run(input.id, () => this.#delete(input));
  }

  async #delete(input: { id: string; discardWork: boolean }) {
    const session = await this.get(input.id);
    if (isBusy(session)) throw sessionBusy(session, "delete the session");
    const { repositories, records, worktreeRecovery } = this.#options;
    const repository = await repositories
      .getPresent(session.repositoryId)
      .catch((error: unknown) => Promise.reject(withWayOut(error)));
    const worktree = await worktreeRecovery.ensureReadable(session, repository);
    const setAside = worktreeRecovery.setAsidePlace(session);
    const place = { repository: repository.path, worktree, records, setAside };
    const { archivedRef, notes } = await translatingGitErrors(
      "clear the session away",
      () => clearAway(session, place, input.discardWork),
      [
        `Nothing else may have the branch ${session.branch} checked out: switch it to another branch.`,
        `When the worktree itself is broken, move its folder away and delete the session then: ${session.worktreePath}`,
      ],
    );
    const runs = await this.#client.run.findMany({
      where: { sessionId: session.id },
      select: { id: true },
    });
    await this.#client.session.delete({ where: { id: session.id } });
    await this.#options.options.forget(session);
    await this.#options.runFolders.remove(runs.map((run) => run.id));
    this.#options.changes.deleted(session.id);
    return { id: session.id, archivedRef, ...(notes.length > 0 && { notes }) };
  }

  /** Resolves when no session is being made or deleted: a server that ends in the middle of it leaves half of one. */
  async idle(): Promise<void> {
    await Promise.all([this.#options.maker.idle(), this.#options.sessionLock.idle()]);
  }

  /** Every change of any session or run from now on. */
  changes(signal: AbortSignal | undefined): AsyncGenerator<SessionChange> {
    return this.#options.changes.listen(signal);
  }
}

/** Without its repository nothing of a session can be archived, so nothing of it is removed: what a person can do all the same. */
function withWayOut(error: unknown): unknown {
  if (!(error instanceof DomainError) || error.code !== "REPOSITORY_PATH_MISSING") return error;
  return new DomainError(error.code, error.message, {
    help: [
      ...error.help,
      "Without its repository the session's work cannot be archived. To take the session out of sight now, forget the repository: nothing on the disk changes.",
    ],
    details: error.details,
    cause: error,
  });
}
