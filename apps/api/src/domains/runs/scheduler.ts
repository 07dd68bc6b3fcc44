import { endUnstarted, runnerState, startRunner, writeRunSpec } from "@signalbox/runner";
import type { RunReason } from "@signalbox/shared";
import type { Logger } from "pino";
import type { SettingsService } from "../settings/settings-service.ts";
import { fairOrder, withTurn, type QueuedRun, type Turns } from "./fair-order.ts";
import type { Journals } from "./journals.ts";
import type { QueuePositions } from "./queue-positions.ts";
import type { RunFolders } from "./run-folders.ts";
import type { RunRowWithSession } from "./run-rows.ts";
import type { RunSpecs } from "./run-specs.ts";
import type { RunStore } from "./run-store.ts";
import type { RunWatcher } from "./run-watcher.ts";

interface SchedulerOptions {
  store: RunStore;
  watcher: RunWatcher;
  settings: SettingsService;
  queue: QueuePositions;
  specs: RunSpecs;
  runFolders: RunFolders;
  journals: Journals;
  /** The environment that runners, and so agents and checks, are started with. */
  agentEnv: Readonly<Record<string, string | undefined>>;
  log: Logger;
}

/** Starts queued runs as the limits of the settings allow: the repositories take turns, oldest first within one. */
export class Scheduler {
  readonly #options: SchedulerOptions;
  #turns: Turns = [];
  #pumping: Promise<void> | null = null;
  #again = false;
  #closed = false;

  constructor(options: SchedulerOptions) {
    this.#options = options;
  }

  /** Look at the queue once more, soon: something was queued, or something ended. */
  wake(): void {
    this.#again = true;
    this.#pumping ??= this.#pumpAll()
      .catch((error: unknown) => {
        this.#options.log.error({ err: error }, "the queue could not be looked at");
      })
      .finally(() => {
        this.#pumping = null;
      });
  }

  /** Start nothing more; resolves when what is being started is started. Queued runs wait for the next server. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#pumping;
  }

  async #pumpAll(): Promise<void> {
    while (this.#again && !this.#closed) {
      this.#again = false;
      for (const run of await this.#startable()) await this.#start(run);
      await this.updatePositions();
    }
  }

  /** Bring every queued run's position up to date and tell of those that moved. */
  async updatePositions(): Promise<void> {
    const { store, queue } = this.#options;
    await store.tell(queue.set(this.#order(await store.unfinished())));
  }

  #order(unfinished: (QueuedRun & { status: string })[]): QueuedRun[] {
    return fairOrder(
      unfinished.filter((run) => run.status === "queued"),
      this.#turns,
    );
  }

  /** The runs to start now, in the order of their turns. */
  async #startable(): Promise<QueuedRun[]> {
    const limits = await this.#options.settings.get();
    const unfinished = await this.#options.store.unfinished();
    const busy = new Map<string, number>();
    let total = 0;
    const take = (repositoryId: string) => {
      busy.set(repositoryId, (busy.get(repositoryId) ?? 0) + 1);
      total += 1;
    };
    for (const run of unfinished) if (run.status === "running") take(run.repositoryId);
    const chosen: QueuedRun[] = [];
    for (const run of this.#order(unfinished)) {
      if (total >= limits.maxConcurrentRuns) break;
      const inRepository = busy.get(run.repositoryId) ?? 0;
      if (inRepository >= limits.maxConcurrentRunsPerRepository) continue;
      take(run.repositoryId);
      chosen.push(run);
    }
    return chosen;
  }

  /**
   * End a queued run before it starts. Gives false when it was started in the meantime.
   * The row is moved first: from then on the queue leaves the run alone.
   */
  async cancelQueued(row: RunRowWithSession): Promise<boolean> {
    if (!(await this.#options.store.move(row, "queued", "cancelled"))) return false;
    await this.#endUnstarted(row, {
      reason: "stopped",
      message: "The run was stopped while it waited in the queue.",
    });
    // Those behind it move up.
    this.wake();
    return true;
  }

  /** Start one run; one that cannot be started ends as an error, so that it does not block the queue. */
  async #start(run: QueuedRun): Promise<void> {
    const { store, watcher, runFolders, agentEnv, log } = this.#options;
    if (!(await store.move(run, "queued", "running"))) return;
    this.#turns = withTurn(this.#turns, run.repositoryId);
    const folder = runFolders.of(run.id);
    const row = await store.findAny(run.id);
    if (row === null) return;
    try {
      await writeRunSpec(folder, await this.#options.specs.of(row));
      await startRunner({ folder, env: agentEnv });
      watcher.watch(row);
    } catch (error) {
      log.error({ err: error, runId: row.id }, "a run could not be started");
      await this.#giveUp(row, error);
      this.#again = true;
    }
  }

  async #giveUp(row: RunRowWithSession, error: unknown): Promise<void> {
    const { watcher, log } = this.#options;
    const cause = error instanceof Error ? error.message : String(error);
    const message = `The run could not be started: ${cause}`;
    try {
      await this.#endUnstarted(row, { reason: "error", message });
    } catch (endError) {
      log.error({ err: endError, runId: row.id }, "the end of that run could not be written");
      // Its runner may have come up after all; if not, the watcher settles the run as soon as it can be written.
      watcher.watch(row);
    }
  }

  async #endUnstarted(row: RunRowWithSession, end: { reason: RunReason; message: string }) {
    const { store, specs, runFolders } = this.#options;
    const spec = await specs.of(row);
    await store.saveProgress(row, await endUnstarted(runFolders.of(row.id), spec, end));
    await runFolders.measure(row.id);
  }

  /** Take up what an earlier server left: follow what is going on, put back in the queue what it had taken out but not started. */
  async recover(): Promise<void> {
    const { store, watcher, log } = this.#options;
    for (const row of await store.unfinished()) {
      const hasBegun = await this.#hasBegun(row.id).catch((error: unknown) => {
        log.error({ err: error, runId: row.id }, "what a run left could not be read");
        // One run's broken files must not keep the server from starting, and must not start the run twice.
        return true;
      });
      if (hasBegun) watcher.watch(row);
      else await store.move(row, "running", "queued");
    }
  }

  async #hasBegun(runId: string): Promise<boolean> {
    const { runFolders, journals } = this.#options;
    if ((await journals.of(runId).read({ limit: 1 })).lastSeq > 0) return true;
    return (await runnerState(runFolders.of(runId))) !== "dead";
  }
}
