import type { runFilterInputSchema, RunOutline, runSearchInputSchema } from "@signalbox/shared";
import type { z } from "zod";
import type { Journals } from "./journals.ts";
import type { Projections } from "./projections.ts";
import { hasEnded, runNotFound, type RunRowWithSession } from "./run-rows.ts";
import type { RunStore } from "./run-store.ts";

/** Finding one's way in a run's journal. All of it throws DomainError RUN_NOT_FOUND. */
export class RunLookupsService {
  readonly #store: RunStore;
  readonly #journals: Journals;
  readonly #projections: Projections;

  constructor(options: { store: RunStore; journals: Journals; projections: Projections }) {
    this.#store = options.store;
    this.#journals = options.journals;
    this.#projections = options.projections;
  }

  /** A run from afar. The first call for a run reads its whole journal, later ones only what was added. */
  async outline(id: string): Promise<RunOutline> {
    const run = await this.#get(id);
    const outline = await this.#journals.of(id).outline();
    const { lastSeq } = outline;
    await this.#projections.compare(run, lastSeq);
    const journalDeleted = run.lastSeq > 0 && lastSeq === 0 && hasEnded(run);
    const ended = outline.ended || journalDeleted;
    return { ...outline, firstSeq: Math.min(lastSeq, 1), ended, journalDeleted };
  }

  /** Where a text stands in a run's events: in a stretch of its journal, with the place to go on from. */
  async search({ runId, ...input }: z.output<typeof runSearchInputSchema>) {
    await this.#get(runId);
    return this.#journals.of(runId).search(input);
  }

  /** The events of some types alone. */
  async filter({ runId, ...range }: z.output<typeof runFilterInputSchema>) {
    await this.#get(runId);
    return this.#journals.of(runId).filter(range);
  }

  async #get(id: string): Promise<RunRowWithSession> {
    const run = await this.#store.find(id);
    if (!run) throw runNotFound(id);
    return run;
  }
}
