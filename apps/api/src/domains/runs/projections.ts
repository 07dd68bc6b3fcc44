import { emptyProjection, lastRecord, project, runFolder } from "@signalbox/runner";
import { isEnded, runStatusSchema } from "@signalbox/shared";
import type { Logger } from "pino";
import type { Journals } from "./journals.ts";
import type { RunFolders } from "./run-folders.ts";
import type { RunStore } from "./run-store.ts";
import type { RunWatcher } from "./run-watcher.ts";

/** How many of the latest ended runs are compared with their journals when the server starts. */
const comparedAtStart = 200;

interface ProjectionsOptions {
  store: RunStore;
  journals: Journals;
  runFolders: RunFolders;
  watcher: RunWatcher;
  log: Logger;
}

interface ProjectedRow {
  id: string;
  sessionId: string;
  status: string;
  lastSeq: number;
}

/** Makes the rows of ended runs true again when their journals say something else: the journal is the truth. */
export class Projections {
  readonly #options: ProjectionsOptions;
  readonly #rebuilding = new Map<string, Promise<void>>();

  constructor(options: ProjectionsOptions) {
    this.#options = options;
  }

  /** Compare the latest ended runs with the last records of their journals. Never rejects. */
  async compareLatest(): Promise<void> {
    const { store, runFolders, log } = this.#options;
    try {
      for (const row of await store.latestEnded(comparedAtStart)) {
        const last = await lastRecord(runFolder(runFolders.of(row.id)).journal);
        if (last === null) continue;
        const isTrue =
          last.seq === row.lastSeq && last.type === "run.ended" && last.status === row.status;
        if (!isTrue) await this.rebuild(row);
      }
    } catch (error) {
      log.error({ err: error }, "the rows could not be compared with their journals");
    }
  }

  /** Somebody read the journal of a run, which has `lastSeq` events: rebuild the row of an ended run that says otherwise. */
  async compare(row: ProjectedRow, lastSeq: number): Promise<void> {
    const isOurs =
      isEnded(runStatusSchema.parse(row.status)) && !this.#options.watcher.isWatching(row.id);
    if (isOurs && lastSeq > 0 && lastSeq !== row.lastSeq) await this.rebuild(row);
  }

  /** Rebuild a row from its journal, once however many ask for it. */
  async rebuild(row: ProjectedRow): Promise<void> {
    const rebuilding = this.#rebuilding.get(row.id) ?? this.#rebuild(row);
    this.#rebuilding.set(row.id, rebuilding);
    await rebuilding.finally(() => this.#rebuilding.delete(row.id));
  }

  async #rebuild(row: ProjectedRow): Promise<void> {
    const { store, journals, watcher, log } = this.#options;
    const journal = journals.of(row.id);
    log.warn({ runId: row.id }, "a row disagrees with its journal and is rebuilt");
    const { ended, lastSeq } = await journal.read({ limit: 1 });
    // A run that goes on after all, or was lost: whoever watches it finds out.
    if (!ended) return watcher.watch(row);
    let projection = emptyProjection;
    while (projection.lastSeq < lastSeq) {
      const { events } = await journal.read({ after: projection.lastSeq, limit: 2000 });
      if (events.length === 0) return;
      projection = project(projection, events);
    }
    await store.saveProgress(row, projection);
  }
}
