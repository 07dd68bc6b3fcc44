import path from "node:path";
import { removeRunFolder } from "@signalbox/runner";

/** Where the runs' folders are: one a run, with its spec, its journal and its control inbox. */
export class RunFolders {
  readonly #root: string;

  constructor(options: { home: string }) {
    this.#root = path.join(options.home, "runs");
  }

  /** The folder of a run, whether it is there or not. Run ids are the server's own, never a client's text. */
  of(runId: string): string {
    return path.join(this.#root, runId);
  }

  /** Delete the folders of these runs with all that is in them. */
  async remove(runIds: string[]): Promise<void> {
    await Promise.all(runIds.map((runId) => removeRunFolder(this.of(runId))));
  }
}
