import type { PrismaClient } from "@signalbox/db";
import { inspectRepository, readDetails } from "@signalbox/host/git";
import type { RepositoryDetails } from "@signalbox/shared";
import { Gate } from "../gate.ts";
import { translatingGitErrors } from "../git/git-errors.ts";
import { notARepository } from "./inspect.ts";
import type { RepositoriesService } from "./repositories-service.ts";
import { isBusy } from "./repository-rows.ts";

/** Counting a large folder takes the disk, which everything else needs too. */
const maxConcurrent = 2;

interface RepositoryDetailsOptions {
  client: PrismaClient;
  repositories: RepositoriesService;
}

/** Reads what a repository is off its folder. Nothing in it is written. */
export class RepositoryDetailsService {
  readonly #options: RepositoryDetailsOptions;
  readonly #gate = new Gate(maxConcurrent);

  constructor(options: RepositoryDetailsOptions) {
    this.#options = options;
  }

  /**
   * A repository as its folder and its sessions say it is now; takes seconds at most.
   * @throws DomainError REPOSITORY_NOT_FOUND, REPOSITORY_PATH_MISSING, NOT_A_GIT_REPOSITORY, GIT_FAILED
   */
  async get(id: string, signal: AbortSignal | undefined): Promise<RepositoryDetails> {
    const { client, repositories } = this.#options;
    const repository = await repositories.getPresent(id);
    const [read, sessions, activeSessions] = await Promise.all([
      this.#gate.run(signal, () => readFolder(repository.path, signal)),
      client.session.count({ where: { repositoryId: id } }),
      client.session.count({ where: { repositoryId: id, ...isBusy } }),
    ]);
    return { repository, ...read, sessions, activeSessions };
  }
}

function readFolder(path: string, signal: AbortSignal | undefined) {
  return translatingGitErrors("read this repository", async () => {
    const found = await inspectRepository(path, { above: false });
    if (found.kind !== "repository") throw notARepository(path, found.kind);
    const { isBare, currentBranch, headCommit } = found;
    return {
      currentBranch: isBare ? null : currentBranch,
      headCommit,
      ...(await readDetails(found, signal)),
    };
  });
}
