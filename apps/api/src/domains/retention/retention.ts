import type { PrismaClient } from "@signalbox/db";
import { isEnded, runStatusSchema, type Settings } from "@signalbox/shared";
import type { Logger } from "pino";
import type { RunFolders } from "../runs/run-folders.ts";
import type { SettingsService } from "../settings/settings-service.ts";

/** How many rows are read at once. */
const batchSize = 100;
/** After the end of a run, journals are looked at only when the last time is so long ago. */
const minPauseMs = 3_600_000;
const dayMs = 86_400_000;

interface RetentionOptions {
  client: PrismaClient;
  settings: SettingsService;
  runFolders: RunFolders;
  log: Logger;
}

/** Deletes the journals of the oldest ended runs beyond the limits of the settings. The rows stay. */
export class Retention {
  readonly #options: RetentionOptions;
  #lastAt = Number.NEGATIVE_INFINITY;
  #working: Promise<void> = Promise.resolve();

  constructor(options: RetentionOptions) {
    this.#options = options;
  }

  /** Keep to the limits, soon: the server has started, or the limits were changed. */
  wake(): void {
    this.#lastAt = performance.now();
    this.#working = this.#working
      .then(() => this.#compact())
      .catch((error: unknown) => {
        this.#options.log.error({ err: error }, "old journals could not be deleted");
      });
  }

  /** A run has ended: look again, but not after each of many. */
  onRunEnded(): void {
    if (performance.now() - this.#lastAt >= minPauseMs) this.wake();
  }

  /** Resolves when nothing is being deleted. */
  idle(): Promise<void> {
    return this.#working;
  }

  async #compact(): Promise<void> {
    const { settings, runFolders, log } = this.#options;
    const { journalKeepDays, journalMaxBytes } = await settings.get();
    if (journalKeepDays === null && journalMaxBytes === null) return;
    const sizes = await runFolders.sizes([]);
    const doomed = await this.#beyond({ journalKeepDays, journalMaxBytes }, sizes);
    for (let first = 0; first < doomed.length; first += batchSize) {
      await runFolders.remove(doomed.slice(first, first + batchSize));
    }
    if (doomed.length > 0) log.info({ count: doomed.length }, "deleted old journals");
  }

  /** The ended runs whose journals are too many, oldest first. */
  async #beyond(
    limits: Pick<Settings, "journalKeepDays" | "journalMaxBytes">,
    sizes: ReadonlyMap<string, number>,
  ): Promise<string[]> {
    const oldest =
      limits.journalKeepDays === null
        ? Number.NEGATIVE_INFINITY
        : Date.now() - limits.journalKeepDays * dayMs;
    let excess = -(limits.journalMaxBytes ?? Infinity);
    for (const bytes of sizes.values()) excess += bytes;
    const doomed: string[] = [];
    // Ids are UUID v7: in the order in which the runs were made.
    const runIds = [...sizes.keys()].toSorted();
    for (let first = 0; first < runIds.length; first += batchSize) {
      for (const row of await this.#rows(runIds.slice(first, first + batchSize))) {
        const isTooOld = (row.endedAt ?? row.createdAt).getTime() < oldest;
        if (!isEnded(runStatusSchema.parse(row.status)) || !(isTooOld || excess > 0)) {
          // Whatever comes later was made later.
          if (excess <= 0 && row.createdAt.getTime() >= oldest) return doomed;
          continue;
        }
        doomed.push(row.id);
        excess -= sizes.get(row.id) ?? 0;
      }
    }
    return doomed;
  }

  #rows(runIds: string[]) {
    return this.#options.client.run.findMany({
      where: { id: { in: runIds } },
      orderBy: { id: "asc" },
      select: { id: true, status: true, createdAt: true, endedAt: true },
    });
  }
}
