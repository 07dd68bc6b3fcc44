import {
  emptyProjection,
  project,
  runnerState,
  settleLost,
  type RunProjection,
} from "@signalbox/runner";
import type { Event } from "@signalbox/shared";
import type { Logger } from "pino";
import type { Journals } from "./journals.ts";
import type { RunFolders } from "./run-folders.ts";
import type { RunStore } from "./run-store.ts";

/** While events stream in, the row follows this often. */
const saveIntervalMs = 500;
/** How often the runners of going runs are asked whether they are alive. */
const livenessIntervalMs = 2000;

/** After these the row is saved at once: people look at them. */
const milestones = new Set<Event["type"]>(["iteration.started", "iteration.ended", "run.ended"]);

interface WatchedRun {
  id: string;
  sessionId: string;
}

interface WatcherOptions {
  store: RunStore;
  journals: Journals;
  runFolders: RunFolders;
  log: Logger;
  /** Called when a run has ended and its row says so. */
  onEnded: () => void;
}

/** Follows the journal of every going run and keeps its row true to it; settles a run whose runner died. */
export class RunWatcher {
  readonly #options: WatcherOptions;
  readonly #watched = new Map<string, Promise<void>>();
  readonly #closing = new AbortController();
  #liveness: NodeJS.Timeout | null = null;
  #checking: Promise<void> = Promise.resolve();

  constructor(options: WatcherOptions) {
    this.#options = options;
  }

  /** Follow a run until it ends. A run that is followed already is left alone. */
  watch(run: WatchedRun): void {
    if (this.#watched.has(run.id) || this.#closing.signal.aborted) return;
    const task = this.#follow(run).catch((error: unknown) => {
      this.#options.log.error({ err: error, runId: run.id }, "a run could not be followed");
    });
    this.#watched.set(run.id, task);
    this.#liveness ??= setInterval(() => {
      this.#checking = this.#checking.then(() => this.#checkLiveness());
    }, livenessIntervalMs);
  }

  /** Resolves once the row of a run says what its journal says at its end; at once for a run that nobody follows. */
  async settled(runId: string): Promise<void> {
    await this.#watched.get(runId);
  }

  /** Stop following; runs go on. */
  async close(): Promise<void> {
    this.#closing.abort();
    if (this.#liveness) clearInterval(this.#liveness);
    await this.#checking;
    await Promise.all(this.#watched.values());
  }

  async #follow(run: WatchedRun): Promise<void> {
    const { journals, store, onEnded } = this.#options;
    const { signal } = this.#closing;
    let projection: RunProjection = emptyProjection;
    let savedAt = 0;
    let timer: NodeJS.Timeout | null = null;
    let saving: Promise<void> = Promise.resolve();
    const save = () => {
      if (timer) clearTimeout(timer);
      timer = null;
      savedAt = Date.now();
      const toSave = projection;
      saving = saving.then(() => store.saveProgress(run, toSave));
      return saving;
    };
    try {
      for await (const batch of journals.of(run.id).follow({ signal })) {
        projection = project(projection, batch);
        if (batch.some((event) => milestones.has(event.type))) await save();
        else
          timer ??= setTimeout(
            () => void save(),
            Math.max(0, savedAt + saveIntervalMs - Date.now()),
          );
      }
      await save();
    } finally {
      if (timer) clearTimeout(timer);
      this.#forget(run.id);
    }
    if (projection.endedAt !== null) onEnded();
  }

  #forget(runId: string): void {
    this.#watched.delete(runId);
    if (this.#watched.size > 0 || !this.#liveness) return;
    clearInterval(this.#liveness);
    this.#liveness = null;
  }

  /** Write the missing end into the journal of every run whose runner died; its follower reads it there. */
  async #checkLiveness(): Promise<void> {
    const { runFolders, log } = this.#options;
    for (const runId of this.#watched.keys()) {
      const folder = runFolders.of(runId);
      try {
        if ((await runnerState(folder)) === "dead") await settleLost(folder, { runId });
      } catch (error) {
        log.error({ err: error, runId }, "a lost run could not be settled");
      }
    }
  }
}
