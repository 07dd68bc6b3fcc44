import path from "node:path";
import { isRowMissing, type PrismaClient } from "@signalbox/db";
import { branchesBelow, deleteBranch, removeWorktree } from "@signalbox/host/git";
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
  log: Logger;
}

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
   * Open a session. `addWorktree` makes its branch and worktree, which are taken away again when the rest fails.
   * @throws DomainError REPOSITORY_NOT_FOUND, GIT_FAILED, SECRETS_UNREADABLE
   */
  make(
    repository: Repository,
    wish: NewSession,
    addWorktree: (place: { path: string; branch: string }) => Promise<unknown>,
  ): Promise<SessionOpened> {
    return this.#making.run(repository.path, async () => {
      const id = newId();
      const name = wish.name ?? (await this.#nextName(repository.id));
      const slug = slugOf(name);
      const worktreePath = path.join(this.#options.home, "worktrees", `${slug}-${id.slice(-12)}`);
      const branch = await translatingGitErrors("make the session's worktree", async () => {
        const free = freeBranchName(slug, await branchesBelow(repository.path, branchFolder));
        await addWorktree({ path: worktreePath, branch: free });
        return free;
      });
      try {
        const notes = await translatingGitErrors("copy files into the worktree", () =>
          prepareWorktree(repository, worktreePath),
        );
        const row = await this.#write({ ...wish, id, name, branch, worktreePath }, repository.id);
        if (notes.length > 0) this.#options.log.info({ sessionId: id, notes }, "a new worktree");
        await this.#options.changes.changed(id);
        return { ...toSession(row), notes };
      } catch (error) {
        await removeWorktree({ repository: repository.path, path: worktreePath, force: true });
        await deleteBranch(repository.path, branch);
        throw isRowMissing(error) ? repositoryNotFound(repository.id) : error;
      }
    });
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
