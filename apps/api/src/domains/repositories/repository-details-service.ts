import type { PrismaClient } from "@signalbox/db";
import type { RepositoryDetails } from "@signalbox/shared";
import type { RepositoriesService } from "./repositories-service.ts";

interface RepositoryDetailsOptions {
  client: PrismaClient;
  repositories: RepositoriesService;
}

/** Reads what a repository is, off its folder. */
export class RepositoryDetailsService {
  readonly #options: RepositoryDetailsOptions;

  constructor(options: RepositoryDetailsOptions) {
    this.#options = options;
  }

  /** @throws DomainError REPOSITORY_NOT_FOUND, REPOSITORY_PATH_MISSING, GIT_FAILED */
  async get(id: string): Promise<RepositoryDetails> {
    const repository = await this.#options.repositories.getPresent(id);
    throw new Error(`not read yet: ${repository.path}`);
  }
}
