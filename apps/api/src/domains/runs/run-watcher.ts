import { setTimeout as sleep } from "node:timers/promises";
import { runnerState, settleLost } from "@signalbox/runner";
import type { Logger } from "pino";
import type { Journals } from "./journals.ts";
import type { RunFolders } from "./run-folders.ts";
import { RunProgress } from "./run-progress.ts";
import type { RunStore } from "./run-store.ts";

/** How often the runners of going runs are asked whether they are alive. */
const livenessIntervalMs = 2000;

/** A run that could not be followed, for want of disk space say, is taken up again after this. */
const retryMs = 2000;

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
  onEnded: (runId: string) => void;
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
    const task = this.#follow(run);
    this.#watched.set(run.id, task);
    this.#liveness ??= setInterval(() => {
      this.#checking = this.#checking.then(() => this.#checkLiveness());
    }, livenessIntervalMs);
  }

  isWatching(runId: string): boolean {
    return this.#watched.has(runId);
  }

  /** The runs that go on. */
  watched(): string[] {
    return [...this.#watched.keys()];
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

  /** Follow to the end, whatever goes wrong on the way; never rejects. */
  async #follow(run: WatchedRun): Promise<void> {
    const { store, log, onEnded } = this.#options;
    const onMissed = (error: unknown) => {
      log.error({ err: error, runId: run.id }, "a run's row could not be brought up to date");
    };
    const progress = new RunProgress({
      save: (projection) => store.saveProgress(run, projection),
      onMissed,
    });
    while (!(await this.#read(run, progress, onMissed))) {
      // Aborted: the next server follows on.
      if (!(await this.#pause(retryMs))) break;
    }
    this.#forget(run.id);
    if (progress.hasEnded) onEnded(run.id);
  }

  /** Read on where `progress` stands; gives whether all of it is read and saved. */
  async #read(run: WatchedRun, progress: RunProgress, onMissed: (error: unknown) => void) {
    const { signal } = this.#closing;
    try {
      const after = progress.lastSeq;
      for await (const batch of this.#options.journals.of(run.id).follow({ after, signal })) {
        await progress.take(batch);
      }
      await progress.flush();
      return true;
    } catch (error) {
      onMissed(error);
      return false;
    }
  }

  /** Gives false when this watcher closes first. */
  async #pause(ms: number): Promise<boolean> {
    const { signal } = this.#closing;
    await sleep(ms, undefined, { signal }).catch(() => {});
    return !signal.aborted;
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
