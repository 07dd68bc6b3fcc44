import type { JournalBatch } from "@signalbox/runner";
import type { runEventsInputSchema } from "@signalbox/shared";
import type { z } from "zod";
import type { Journals } from "./journals.ts";
import type { Projections } from "./projections.ts";
import { hasEnded, runNotFound } from "./run-rows.ts";
import type { RunStore } from "./run-store.ts";
import type { RunWatcher } from "./run-watcher.ts";

/** What happened in a run: read from its journal, never from the database. */
export class RunEventsService {
  readonly #store: RunStore;
  readonly #journals: Journals;
  readonly #watcher: RunWatcher;
  readonly #projections: Projections;

  constructor(options: {
    store: RunStore;
    journals: Journals;
    watcher: RunWatcher;
    projections: Projections;
  }) {
    this.#store = options.store;
    this.#journals = options.journals;
    this.#watcher = options.watcher;
    this.#projections = options.projections;
  }

  /** A stretch of a run's events. @throws DomainError RUN_NOT_FOUND */
  async page(input: z.output<typeof runEventsInputSchema>) {
    const run = await this.#get(input.runId);
    const { runId, ...range } = input;
    const page = await this.#journals.of(runId).read(range);
    await this.#projections.compare(run, page.lastSeq);
    // Every ended run has written something: what is not there any more was deleted.
    const journalDeleted = run.lastSeq > 0 && page.lastSeq === 0 && hasEnded(run);
    return { ...page, ended: page.ended || journalDeleted, journalDeleted };
  }

  /**
   * Every event after `after`, once and in order, in batches: first what is there, then live. Ends after the
   * run's last event, or when `signal` aborts.
   * @throws DomainError RUN_NOT_FOUND
   */
  async *follow(
    runId: string,
    after: number,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<JournalBatch> {
    const run = await this.#get(runId);
    const journal = this.#journals.of(runId);
    // The journal of an ended run may be gone (deleted by hand): nothing will ever come, so do not wait.
    if (hasEnded(run)) {
      const { ended, lastSeq } = await journal.read({ limit: 1 });
      await this.#projections.compare(run, lastSeq);
      if (!ended && !this.#watcher.isWatching(runId)) return;
    }
    for await (const batch of journal.batches({ after, ...(signal && { signal }) })) {
      // Who hears of the end may ask for the run at once: by then its row must say so too.
      if (batch.isLast) await this.#watcher.settled(runId);
      yield batch;
    }
  }

  async #get(runId: string) {
    const run = await this.#store.find(runId);
    if (!run) throw runNotFound(runId);
    return run;
  }
}
