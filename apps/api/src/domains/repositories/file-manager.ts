import { DomainError } from "@signalbox/shared";
import type { RepositoriesService } from "./repositories-service.ts";

interface FileManagerOptions {
  repositories: RepositoriesService;
  /** The person's environment: PATH, the display. */
  environment: Readonly<Record<string, string | undefined>>;
}

/** The person's file manager, on the computer that Signalbox runs on. */
export class FileManager {
  readonly #options: FileManagerOptions;

  constructor(options: FileManagerOptions) {
    this.#options = options;
  }

  /**
   * Open a repository's folder.
   * @throws DomainError REPOSITORY_NOT_FOUND, REPOSITORY_PATH_MISSING, FILE_MANAGER_UNAVAILABLE
   */
  async reveal(id: string): Promise<{ path: string }> {
    const { path } = await this.#options.repositories.getPresent(id);
    throw new DomainError("FILE_MANAGER_UNAVAILABLE", "There is no file manager to open it.", {
      help: [`The folder is ${path}`],
      details: { path },
    });
  }
}
