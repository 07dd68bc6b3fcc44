import path from "node:path";
import { isRowMissing, type PrismaClient } from "@signalbox/db";
import { branchesBelow, branchExists, takeBackWorktree } from "@signalbox/host/git";
import type {
  Orchestrator,
  Repository,
  SessionAgentOptions,
  SessionOpened,
} from "@signalbox/shared";
import type { Logger } from "pino";
import { translatingGitErrors } from "../git/git-errors.ts";
import { newId } from "../ids.ts";
import { KeyedMutex } from "../mutex.ts";
import type { RepositoriesService } from "../repositories/repositories-service.ts";
import { repositoryNotFound } from "../repositories/repository-rows.ts";
import type { MakingRecord, MakingRecords } from "./making-records.ts";
import { prepareWorktree } from "./new-worktree.ts";
import type { SessionChanges } from "./session-changes.ts";
import { branchFolder, freeBranchName, slugOf } from "./session-names.ts";
import type { SessionOptions } from "./session-options.ts";
import { toSession } from "./session-rows.ts";

interface SessionMakerOptions {
  client: PrismaClient;
  /** Signalbox's data folder, where worktrees are made. */
  home: string;
  repositories: RepositoriesService;
  options: SessionOptions;
  changes: SessionChanges;
  makingRecords: MakingRecords;
  log: Logger;
}

/** How often a branch's name is looked for that somebody else takes at the same moment. */
const maxAttempts = 5;

type AddWorktree = (place: { path: string; branch: string }) => Promise<unknown>;

/** What a new session is to be; all of it is checked by whoever asks for it. */
export interface NewSession {
  /** Without one it is numbered. */
  name: string | undefined;
  orchestrator: Orchestrator;
  agent: string;
  agentOptions: SessionAgentOptions;
  baseBranch: string;
  baseCommit: string;
}

/** Opens sessions: each gets a branch, a worktree and a row, or nothing is left of it. */
export class SessionMaker {
  readonly #options: SessionMakerOptions;
  /** Two sessions of one repository must not find the same branch name free. */
  readonly #making = new KeyedMutex();

  constructor(options: SessionMakerOptions) {
    this.#options = options;
  }

  /**
   * Open a session. `addWorktree` makes its branch, at the commit `startPoint`, and its worktree, which are taken away again when the rest fails.
   * @throws DomainError REPOSITORY_NOT_FOUND, GIT_FAILED, SECRETS_UNREADABLE
   */
  make(
    repository: Repository,
    wish: NewSession,
    startPoint: string,
    addWorktree: AddWorktree,
  ): Promise<SessionOpened> {
    return this.#making.run(repository.path, async () => {
      const { home, makingRecords, changes, log } = this.#options;
      const id = newId();
      const name = wish.name ?? (await this.#nextName(repository.id));
      const slug = slugOf(name);
      const worktreePath = path.join(home, "worktrees", `${slug}-${id.slice(-12)}`);
      const place = { repository: repository.path, path: worktreePath, commit: startPoint };
      const branch = await this.#addWorktree(id, slug, place, addWorktree);
      let opened: SessionOpened;
      try {
        const notes = await translatingGitErrors("copy files into the worktree", () =>
          prepareWorktree(repository, worktreePath),
        );
        const row = await this.#write({ ...wish, id, name, branch, worktreePath }, repository.id);
        opened = { ...toSession(row), notes };
      } catch (error) {
        await this.#takeBack(id, { ...place, branch });
        throw isRowMissing(error) ? repositoryNotFound(repository.id) : error;
      }
      await makingRecords.remove(id);
      const { notes } = opened;
      if (notes.length > 0) log.info({ sessionId: id, notes }, "a new worktree");
      await changes.changed(id);
      return opened;
    });
  }

  /** Gives the branch. One that somebody else makes meanwhile, in another folder of the repository, is gone around. */
  async #addWorktree(
    id: string,
    slug: string,
    place: Omit<MakingRecord, "branch">,
    addWorktree: AddWorktree,
  ): Promise<string> {
    const { makingRecords } = this.#options;
    const { repository } = place;
    for (let attempt = 1; ; attempt += 1) {
      const branch = await translatingGitErrors("look for a branch's name", async () =>
        freeBranchName(slug, await branchesBelow(repository, branchFolder)),
      );
      try {
        await translatingGitErrors("make the session's worktree", async () => {
          await makingRecords.write(id, { ...place, branch });
          await addWorktree({ path: place.path, branch });
        });
        return branch;
      } catch (error) {
        await makingRecords.remove(id);
        const isTaken = await branchExists(repository, branch).catch(() => false);
        if (!isTaken || attempt === maxAttempts) throw error;
      }
    }
  }

  /** Never rejects: what went wrong before is what is told, and the record lets the next start try again. */
  async #takeBack(id: string, record: MakingRecord): Promise<void> {
    try {
      await takeBackWorktree(record);
      await this.#options.makingRecords.remove(id);
    } catch (error) {
      this.#options.log.error({ err: error, ...record }, "a session's worktree is left behind");
    }
  }

  async #write(
    session: NewSession & { id: string; name: string; branch: string; worktreePath: string },
    repositoryId: string,
  ) {
    const { client, options, repositories } = this.#options;
    const { id, agentOptions, ...rest } = session;
    const now = new Date();
    await repositories.markUsed(repositoryId);
    return options.store({ id, before: {}, agentOptions }, (stored) =>
      client.session.create({
        data: {
          id,
          ...rest,
          agentOptions: stored,
          // Not by its bare id: the repository may be forgotten meanwhile.
          repository: { connect: { id: repositoryId, forgottenAt: null } },
          createdAt: now,
          updatedAt: now,
        },
      }),
    );
  }

  async #nextName(repositoryId: string): Promise<string> {
    const count = await this.#options.client.session.count({ where: { repositoryId } });
    return `Session ${count + 1}`;
  }

  /** Resolves when no session is being made. */
  idle(): Promise<void> {
    return this.#making.idle();
  }
}
