import { rename, rm } from "node:fs/promises";
import path from "node:path";
import { createSampleRepository } from "@signalbox/demo-agent";
import type { PrismaClient, Repository as RepositoryRow } from "@signalbox/db";
import { listBases, listBranches } from "@signalbox/host/git";
import {
  DomainError,
  type listedRepositorySchema,
  type Repository,
  type repositoryBasesInputSchema,
  type repositoryBasesSchema,
  type repositoryListInputSchema,
  type repositoryUpdateInputSchema,
} from "@signalbox/shared";
import type { z } from "zod";
import { translatingGitErrors } from "../git/git-errors.ts";
import { newId } from "../ids.ts";
import { KeyedMutex } from "../mutex.ts";
import { inspectForAdding, isFolder } from "./inspect.ts";
import { sessionBusy } from "../sessions/session-rows.ts";
import { readPage } from "./repository-pages.ts";
import { assertHoldsSessionsOf } from "./moved.ts";
import {
  isBusy,
  alreadyAdded,
  repositoryNotFound,
  setupOf,
  toRepository,
} from "./repository-rows.ts";

type ListedRepository = z.output<typeof listedRepositorySchema>;

interface RepositoriesOptions {
  client: PrismaClient;
  /** Signalbox's data folder, where the sample repository is made. */
  home: string;
  /** The person's home folder, for paths that begin with `~`. */
  personHome: string;
}

/** By the ids of repositories; those without any are missing. */
interface SessionCounts {
  all: Map<string, number>;
  active: Map<string, number>;
}

async function toListed(row: RepositoryRow, counts: SessionCounts): Promise<ListedRepository> {
  return {
    ...toRepository(row),
    present: await isFolder(row.path),
    sessions: counts.all.get(row.id) ?? 0,
    activeSessions: counts.active.get(row.id) ?? 0,
  };
}

/** The repositories that the person registered. Nothing here ever writes to one. */
export class RepositoriesService {
  readonly #options: RepositoriesOptions;
  readonly #client: PrismaClient;
  /** Adding looks first and writes then: two adds at once must not both find nothing. */
  readonly #adding = new KeyedMutex();

  constructor(options: RepositoriesOptions) {
    this.#options = options;
    this.#client = options.client;
  }

  /**
   * Register the repository that `path` lies in. One that was forgotten comes back with its sessions.
   * @throws DomainError INVALID_INPUT, REPOSITORY_PATH_MISSING, NOT_A_GIT_REPOSITORY, REPOSITORY_HAS_NO_COMMITS, REPOSITORY_ALREADY_ADDED
   */
  async add(input: { path: string; name?: string | undefined }): Promise<Repository> {
    const found = await inspectForAdding(input.path, this.#options.personHome);
    return this.#adding.run(found.path, () => this.#register(found, input.name));
  }

  /** `add`, that also takes a repository which is registered already. @throws DomainError as `add` does */
  async addOrGet(input: { path: string; name?: string | undefined }): Promise<Repository> {
    try {
      return await this.add(input);
    } catch (error) {
      const isKnown = error instanceof DomainError && error.code === "REPOSITORY_ALREADY_ADDED";
      if (!isKnown) throw error;
      return this.get(String(error.details.repositoryId));
    }
  }

  async #register(
    found: { path: string; defaultBranch: string },
    name: string | undefined,
  ): Promise<Repository> {
    const known = await this.#client.repository.findUnique({ where: { path: found.path } });
    if (known && known.forgottenAt === null) {
      throw alreadyAdded(known);
    }
    const now = new Date();
    const data = {
      ...found,
      name: name ?? known?.name ?? path.basename(found.path),
      forgottenAt: null,
      updatedAt: now,
    };
    const row = known
      ? await this.#client.repository.update({ where: { id: known.id }, data })
      : await this.#client.repository.create({ data: { id: newId(), ...data, createdAt: now } });
    return toRepository(row);
  }

  /** The bundled sample repository: made when it is not there yet, registered when it is not registered. */
  async createSample(): Promise<Repository> {
    const target = path.join(this.#options.home, "samples", "sums");
    return this.#adding.run("sample", async () => {
      const known = await this.#client.repository.findFirst({
        where: { path: target, forgottenAt: null },
      });
      // A folder that is still there is as the person left it, also when the repository was forgotten.
      if (!(await isFolder(target))) await this.#makeSample(target);
      if (known) return toRepository(known);
      return this.add({ path: target, name: "Sample: sums" });
    });
  }

  /** Whole or not at all: half a sample would be in the way for ever. */
  async #makeSample(target: string): Promise<void> {
    const making = `${target}.${newId()}`;
    try {
      await translatingGitErrors("make the sample repository", () =>
        createSampleRepository(making),
      );
      await rename(making, target);
    } finally {
      await rm(making, { recursive: true, force: true });
    }
  }

  /**
   * The registered repositories in the order that is asked for; `search` looks in name and path. Sessions are counted in their
   * indexes alone.
   * @throws DomainError INVALID_INPUT for a cursor that no page gave
   */
  async list(input: z.output<typeof repositoryListInputSchema>) {
    const { rows, nextCursor } = await readPage(this.#client, input);
    const counts = await this.#countSessions(rows.map((row) => row.id));
    const items = await Promise.all(rows.map((row) => toListed(row, counts)));
    return { items, nextCursor };
  }

  /** How many sessions these repositories have, and how many of them are active. */
  async #countSessions(ids: string[]): Promise<SessionCounts> {
    const [all, active] = await Promise.all([
      this.#client.session.groupBy({
        by: ["repositoryId"],
        where: { repositoryId: { in: ids } },
        _count: true,
      }),
      // Of all repositories: so SQLite goes by the few that are active, not by a repository's many.
      this.#client.session.groupBy({ by: ["repositoryId"], where: isBusy, _count: true }),
    ]);
    const byRepository = (counts: { repositoryId: string; _count: number }[]) =>
      new Map(counts.map(({ repositoryId, _count }) => [repositoryId, _count]));
    return { all: byRepository(all), active: byRepository(active) };
  }

  /** @throws DomainError REPOSITORY_NOT_FOUND */
  async get(id: string): Promise<Repository> {
    const row = await this.#client.repository.findUnique({ where: { id, forgottenAt: null } });
    if (!row) throw repositoryNotFound(id);
    return toRepository(row);
  }

  /**
   * A repository whose folder is where it was.
   * @throws DomainError REPOSITORY_NOT_FOUND, REPOSITORY_PATH_MISSING
   */
  async getPresent(id: string): Promise<Repository> {
    const repository = await this.get(id);
    if (await isFolder(repository.path)) return repository;
    throw new DomainError(
      "REPOSITORY_PATH_MISSING",
      `The folder of ${repository.name} is gone: ${repository.path}`,
      {
        help: [
          "Move the folder back to where it was, or connect the drive that holds it.",
          'Or say where it is now: "It was moved…" on the repository\'s page, or `repositories.relocate`.',
        ],
        details: { repositoryId: id, path: repository.path },
      },
    );
  }

  /**
   * The branches that a session can begin from.
   * @throws DomainError REPOSITORY_NOT_FOUND, REPOSITORY_PATH_MISSING, GIT_FAILED
   */
  async branches(id: string): Promise<{ branches: string[]; defaultBranch: string }> {
    const repository = await this.getPresent(id);
    const branches = await translatingGitErrors("list the branches", () =>
      listBranches(repository.path),
    );
    return { branches, defaultBranch: repository.defaultBranch };
  }

  /**
   * Where a session can begin: the newest branches, branches of remotes and tags.
   * @throws DomainError REPOSITORY_NOT_FOUND, REPOSITORY_PATH_MISSING, GIT_FAILED
   */
  async bases({
    id,
    ...options
  }: z.output<typeof repositoryBasesInputSchema>): Promise<z.output<typeof repositoryBasesSchema>> {
    const { path: folder, defaultBranch } = await this.getPresent(id);
    const found = await translatingGitErrors("list the branches", () => listBases(folder, options));
    return { ...found, defaultBranch };
  }

  /** Change what is given of a repository. @throws DomainError REPOSITORY_NOT_FOUND */
  async update(input: z.output<typeof repositoryUpdateInputSchema>): Promise<Repository> {
    const { id, name, setup } = input;
    const row = await this.#client.$transaction(async (client) => {
      const before = await client.repository.findUnique({ where: { id, forgottenAt: null } });
      if (!before) throw repositoryNotFound(id);
      const data = {
        ...(name !== undefined && { name }),
        ...(setup && { setup: JSON.stringify({ ...setupOf(before), ...setup }) }),
        updatedAt: new Date(),
      };
      return client.repository.update({ where: { id }, data });
    });
    return toRepository(row);
  }

  /**
   * Follow a repository to the folder that it was moved to. Its sessions' worktrees are linked to it again when they are recovered, or
   * their next run begins.
   * @throws DomainError INVALID_INPUT when the folder holds another repository; REPOSITORY_NOT_FOUND, SESSION_BUSY, and what `add` throws
   */
  async relocate(input: { id: string; path: string }): Promise<Repository> {
    const { id } = input;
    await this.get(id);
    const found = await inspectForAdding(input.path, this.#options.personHome);
    return this.#adding.run(found.path, async () => {
      const known = await this.#client.repository.findUnique({ where: { path: found.path } });
      if (known && known.id !== id) throw alreadyAdded(known);
      await assertHoldsSessionsOf(this.#client, id, found.path);
      return this.#whileIdle(id, "move the repository", { ...found, updatedAt: new Date() });
    });
  }

  /** Remember that a session of a repository was made now. One that is gone is none to remember it of. */
  async markUsed(id: string): Promise<void> {
    await this.#client.repository.updateMany({ where: { id }, data: { lastUsedAt: new Date() } });
  }

  /**
   * Take a repository and its sessions out of sight. Its files, branches and worktrees stay as they are.
   * @throws DomainError REPOSITORY_NOT_FOUND, SESSION_BUSY
   */
  async forget(id: string): Promise<Repository> {
    const now = new Date();
    return this.#whileIdle(id, "forget the repository", { forgottenAt: now, updatedAt: now });
  }

  /** Write a repository's row unless a run is queued or goes on in it; `wish` says what that is in the way of. */
  async #whileIdle(
    id: string,
    wish: string,
    data: { forgottenAt?: Date; path?: string; defaultBranch?: string; updatedAt: Date },
  ): Promise<Repository> {
    // One statement: a run that is started between a look and a write would go on where nobody can stop it.
    const { count } = await this.#client.repository.updateMany({
      where: { id, forgottenAt: null, sessions: { none: isBusy } },
      data,
    });
    if (count > 0) {
      return toRepository(await this.#client.repository.findUniqueOrThrow({ where: { id } }));
    }
    const busy = await this.#client.session.findFirst({ where: { repositoryId: id, ...isBusy } });
    throw busy ? sessionBusy(busy, wish) : repositoryNotFound(id);
  }
}
