import { readdir, stat } from "node:fs/promises";
import path from "node:path";
import { removeRunFolder, runFolder } from "@signalbox/runner";

/** Where the runs' folders are: one a run, with its spec, its journal and its control inbox. */
export class RunFolders {
  readonly #root: string;
  /** The journals' sizes in bytes; null until somebody asks. */
  #sizes: Promise<Map<string, number>> | null = null;

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
    const sizes = await this.#sizes;
    for (const runId of runIds) sizes?.delete(runId);
  }

  /**
   * The size of every journal in bytes, by its run. All are looked at once in the life of the server; afterwards only those of
   * `goingOn`, which grow, and those that `measure` is called for.
   */
  async sizes(goingOn: Iterable<string>): Promise<ReadonlyMap<string, number>> {
    this.#sizes ??= this.#readAll();
    const sizes = await this.#sizes;
    for (const runId of goingOn) await this.#measure(runId, sizes);
    return sizes;
  }

  /** Look at a journal once more: its run has ended. */
  async measure(runId: string): Promise<void> {
    const sizes = await this.#sizes;
    if (sizes) await this.#measure(runId, sizes);
  }

  async #readAll(): Promise<Map<string, number>> {
    const sizes = new Map<string, number>();
    for (const runId of await readdir(this.#root).catch(() => [])) {
      await this.#measure(runId, sizes);
    }
    return sizes;
  }

  async #measure(runId: string, sizes: Map<string, number>): Promise<void> {
    const found = await stat(runFolder(this.of(runId)).journal).catch(() => null);
    if (found) sizes.set(runId, found.size);
    else sizes.delete(runId);
  }
}
