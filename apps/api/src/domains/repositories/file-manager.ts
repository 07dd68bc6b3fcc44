import { findProgram, launch, ProcessStartError } from "@signalbox/host/process";
import { DomainError } from "@signalbox/shared";
import { Gate } from "../gate.ts";
import type { RepositoriesService } from "./repositories-service.ts";

/** A program that shows a folder ends soon, or goes on for as long as its window is open. */
const patienceMs = 2000;
/** A program that reveals in a loop must not fill the screen at once. */
const maxConcurrent = 2;

type Environment = Readonly<Record<string, string | undefined>>;

interface FileManagerOptions {
  repositories: RepositoriesService;
  /** The person's environment: PATH, the display. */
  environment: Environment;
}

/** The person's file manager, on the computer that Signalbox runs on. */
export class FileManager {
  readonly #options: FileManagerOptions;
  readonly #gate = new Gate(maxConcurrent);

  constructor(options: FileManagerOptions) {
    this.#options = options;
  }

  /**
   * Open a repository's folder. Of the request, only the path that is registered reaches a program.
   * @throws DomainError REPOSITORY_NOT_FOUND, REPOSITORY_PATH_MISSING, FILE_MANAGER_UNAVAILABLE
   */
  async reveal(id: string): Promise<{ path: string }> {
    const { repositories, environment } = this.#options;
    const { path } = await repositories.getPresent(id);
    const problem = await this.#gate.run(undefined, () => open(path, environment));
    if (problem === null) return { path };
    throw new DomainError(
      "FILE_MANAGER_UNAVAILABLE",
      `The folder could not be opened. ${problem}`,
      {
        help: [`The folder is on the computer that Signalbox runs on: ${path}`],
        details: { repositoryId: id, path },
      },
    );
  }
}

/** Resolves to what is in the way, in one sentence; null when the folder was handed over. */
async function open(folder: string, env: Environment): Promise<string | null> {
  const name = managerOf(process.platform);
  if (name === "xdg-open" && !env.DISPLAY && !env.WAYLAND_DISPLAY) {
    // It would look for a browser in a terminal.
    return "Signalbox was started without a display.";
  }
  const program = await findProgram(name, env);
  if (program === null) return `The program ${name}, which opens folders, is not installed.`;
  try {
    const launched = await launch([program, folder], { cwd: "/", env, patienceMs });
    // Windows' explorer exits with 1 whatever it did.
    const isWell =
      launched.kind === "running" || launched.exitCode === 0 || name === "explorer.exe";
    return isWell ? null : `The program ${name} failed (exit code ${String(launched.exitCode)}).`;
  } catch (error) {
    if (error instanceof ProcessStartError) return error.message;
    throw error;
  }
}

function managerOf(platform: NodeJS.Platform): string {
  switch (platform) {
    case "darwin":
      return "open";
    case "win32":
      return "explorer.exe";
    default:
      return "xdg-open";
  }
}
