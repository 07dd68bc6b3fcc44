import { openJournal, runFolder, type Journal } from "@signalbox/runner";
import type { RunFolders } from "./run-folders.ts";

/** How many journals keep their index in memory: those that somebody looked at last. */
const maxOpen = 100;

/** The journals of all runs: one view a run, shared by everyone who reads it. */
export class Journals {
  readonly #folders: RunFolders;
  /** In the order of their last use. */
  readonly #open = new Map<string, Journal>();

  constructor(options: { runFolders: RunFolders }) {
    this.#folders = options.runFolders;
  }

  /** The journal of a run, whether its file is there yet or not. */
  of(runId: string): Journal {
    const journal =
      this.#open.get(runId) ?? openJournal(runFolder(this.#folders.of(runId)).journal);
    this.#open.delete(runId);
    this.#open.set(runId, journal);
    const [oldest] = this.#open.keys();
    if (this.#open.size > maxOpen && oldest !== undefined) this.#open.delete(oldest);
    return journal;
  }
}
