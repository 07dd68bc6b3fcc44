import path from "node:path";
import { isRowMissing, type PrismaClient, type Session as SessionRow } from "@signalbox/db";
import {
  addWorktree,
  branchExists,
  deleteBranch,
  removeWorktree,
  resolveCommit,
} from "@signalbox/host/git";
import {
  DomainError,
  type Repository,
  type Session,
  type SessionOpened,
  type SessionChange,
  type sessionCreateInputSchema,
  type sessionListInputSchema,
  type sessionUpdateInputSchema,
  type SessionWithRun,
} from "@signalbox/shared";
import type { z } from "zod";
import type { AgentsService } from "../agents/agents-service.ts";
import { translatingGitErrors } from "../git/git-errors.ts";
import { newId } from "../ids.ts";
import { KeyedMutex } from "../mutex.ts";
import type { OrchestratorsService } from "../orchestrators/orchestrators-service.ts";
import { pageQuery, toPage } from "../page.ts";
import type { RepositoriesService } from "../repositories/repositories-service.ts";
import { repositoryNotFound } from "../repositories/repository-rows.ts";
import type { QueuePositions } from "../runs/queue-positions.ts";
import type { RunFolders } from "../runs/run-folders.ts";
import { clearAway } from "./clear-away.ts";
import type { SessionChanges } from "./session-changes.ts";
import type { SessionOptions } from "./session-options.ts";
import { freeBranchName, slugOf } from "./session-names.ts";
import {
  sessionBusy,
  sessionNotFound,
  toSession,
  toListedSession,
  toSessionWithRun,
  withRun,
  type SessionRowWithRun,
} from "./session-rows.ts";

interface SessionsOptions {
  client: PrismaClient;
  /** Signalbox's data folder, where worktrees are made. */
  home: string;
  repositories: RepositoriesService;
  orchestrators: OrchestratorsService;
  agents: AgentsService;
  changes: SessionChanges;
  queue: QueuePositions;
  runFolders: RunFolders;
  options: SessionOptions;
  /** Serialises what must not happen to one session at once: deleting it, changing it and starting a run. */
  sessionLock: KeyedMutex;
}

/** The sessions: each with its own worktree on its own branch. */
export class SessionsService {
  readonly #options: SessionsOptions;
  readonly #client: PrismaClient;
  /** Two sessions of one repository must not find the same branch name free. */
  readonly #creating = new KeyedMutex();

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
    return this.#creating.run(repository.path, () => this.#open(repository, { ...input, agent }));
  }

  async #open(
    repository: Repository,
    input: z.output<typeof sessionCreateInputSchema> & { agent: string },
  ): Promise<SessionOpened> {
    const baseBranch = input.baseBranch ?? repository.defaultBranch;
    const baseCommit = await this.#baseCommit(repository, baseBranch);
    const id = newId();
    const name = input.name ?? (await this.#nextName(repository.id));
    const slug = slugOf(name);
    const branch = await freeBranchName(slug, (candidate) =>
      branchExists(repository.path, candidate),
    );
    const worktreePath = path.join(this.#options.home, "worktrees", `${slug}-${id.slice(-12)}`);
    await translatingGitErrors("make the session's worktree", () =>
      addWorktree({
        repository: repository.path,
        path: worktreePath,
        branch,
        startPoint: baseCommit,
      }),
    );
    const { orchestrator, agent, agentOptions = {} } = input;
    const now = new Date();
    const chosen = { name, orchestrator, agent, branch, baseBranch, baseCommit };
    try {
      const row = await this.#options.options.store({ id, before: {}, agentOptions }, (stored) =>
        this.#client.session.create({
          data: {
            id,
            ...chosen,
            agentOptions: stored,
            // Not by its bare id: the repository may be forgotten meanwhile.
            repository: { connect: { id: repository.id, forgottenAt: null } },
            worktreePath,
            createdAt: now,
            updatedAt: now,
          },
        }),
      );
      await this.#options.changes.changed(id);
      return { ...toSession(row), notes: [] };
    } catch (error) {
      await removeWorktree({ repository: repository.path, path: worktreePath, force: true });
      await deleteBranch(repository.path, branch);
      throw isRowMissing(error) ? repositoryNotFound(repository.id) : error;
    }
  }

  async #baseCommit(repository: Repository, baseBranch: string): Promise<string> {
    const commit = await translatingGitErrors("read the base branch", () =>
      resolveCommit(repository.path, baseBranch),
    );
    if (commit !== null) return commit;
    throw new DomainError("BRANCH_NOT_FOUND", `${repository.name} has no branch "${baseBranch}".`, {
      help: ["Choose one of the repository's branches as the base branch."],
      details: { repositoryId: repository.id, baseBranch },
    });
  }

  async #nextName(repositoryId: string): Promise<string> {
    const count = await this.#client.session.count({ where: { repositoryId } });
    return `Session ${count + 1}`;
  }

  /** Sessions of repositories that are not forgotten, newest first; `search` looks in name and branch. */
  async list(input: z.output<typeof sessionListInputSchema>) {
    const { where, ...page } = pageQuery(input);
    const { repositoryId, status, orchestrator, search } = input;
    const rows = await this.#client.session.findMany({
      where: {
        ...where,
        ...(repositoryId && { repositoryId }),
        ...(status && { status }),
        ...(orchestrator && { orchestrator }),
        ...(search && { OR: [{ name: { contains: search } }, { branch: { contains: search } }] }),
        repository: { forgottenAt: null },
      },
      include: withRun,
      ...page,
    });
    return toPage(rows, input.limit, (row) => toListedSession(row, this.#options.queue));
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
   * @throws DomainError SESSION_NOT_FOUND, INVALID_INPUT, SECRETS_UNREADABLE
   */
  update(input: z.output<typeof sessionUpdateInputSchema>): Promise<Session> {
    return this.#options.sessionLock.run(input.id, async () => {
      const { id, name, agentOptions } = input;
      const { options, changes } = this.#options;
      const before = await this.get(id);
      const write = (data: { name?: string; agentOptions?: string }) =>
        this.#client.session
          .update({
            where: { id, repository: { forgottenAt: null } },
            data: { ...data, updatedAt: new Date() },
          })
          .catch((error: unknown) => {
            throw isRowMissing(error) ? sessionNotFound(id) : error;
          });
      const renaming = name === undefined ? {} : { name };
      let row: SessionRow;
      if (agentOptions === undefined) {
        row = await write(renaming);
      } else {
        await options.assertPossible(before.agent, agentOptions);
        row = await options.store({ id, before: before.agentOptions, agentOptions }, (stored) =>
          write({ ...renaming, agentOptions: stored }),
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
   * Delete a session with its worktree, branch and journals. Work that is not landed is refused unless
   * `discardWork`, and then kept as a ref first.
   * @throws DomainError SESSION_NOT_FOUND, SESSION_BUSY, SESSION_HAS_UNLANDED_WORK, REPOSITORY_PATH_MISSING, GIT_FAILED
   */
  delete(input: { id: string; discardWork: boolean }) {
    return this.#options.sessionLock.run(input.id, () => this.#delete(input));
  }

  async #delete(input: { id: string; discardWork: boolean }) {
    const session = await this.get(input.id);
    if (session.status === "queued" || session.status === "running") {
      throw sessionBusy(session, "delete the session");
    }
    const repository = await this.#options.repositories.getPresent(session.repositoryId);
    const archivedRef = await translatingGitErrors(
      "clear the session away",
      () => clearAway(session, repository.path, input.discardWork),
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
    return { id: session.id, archivedRef };
  }

  /** Resolves when no session is being made or deleted: a server that ends in the middle of it leaves half of one. */
  async idle(): Promise<void> {
    await Promise.all([this.#creating.idle(), this.#options.sessionLock.idle()]);
  }

  /** Every change of any session or run from now on. */
  changes(signal: AbortSignal | undefined): AsyncGenerator<SessionChange> {
    return this.#options.changes.listen(signal);
  }
}
