import { watch, type FSWatcher } from "node:fs";

/** Notices are lost on some file systems, and the folder may not exist yet: look by ourselves as often as this (ms). */
const safetyPollMs = 500;
/** Changes within this time (ms) are one: a burst of writes becomes a batch of events, and nobody sees the delay. */
const settleMs = 20;

/** One follower's view of the changes. */
export interface ChangeSubscription {
  /** Resolves at the next change after this call (or the safety poll, or the abort). */
  next(): Promise<void>;
  close(): void;
}

export interface FolderWatch {
  subscribe(signal?: AbortSignal): ChangeSubscription;
}

/** Watches a folder while at least one subscription is open: one watcher and one timer, however many there are. */
export function createFolderWatch(folder: string): FolderWatch {
  const subscribers = new Set<() => void>();
  let watcher: FSWatcher | null = null;
  let poll: NodeJS.Timeout | null = null;
  let settling: NodeJS.Timeout | null = null;

  function wakeAll(): void {
    for (const wake of subscribers) wake();
  }

  function onChange(): void {
    settling ??= setTimeout(() => {
      settling = null;
      wakeAll();
    }, settleMs);
  }

  function startWatching(): void {
    try {
      watcher = watch(folder, onChange).on("error", stopWatching);
    } catch {
      // The folder is not there yet, or the system has no more watches: the poll goes on and tries again.
    }
  }

  function stopWatching(): void {
    watcher?.close();
    watcher = null;
  }

  function start(): void {
    startWatching();
    poll = setInterval(() => {
      if (watcher === null) startWatching();
      wakeAll();
    }, safetyPollMs);
  }

  function stop(): void {
    stopWatching();
    if (poll !== null) clearInterval(poll);
    if (settling !== null) clearTimeout(settling);
    poll = null;
    settling = null;
  }

  return {
    subscribe(signal) {
      let waiting: (() => void) | null = null;
      const wake = () => {
        waiting?.();
        waiting = null;
      };
      subscribers.add(wake);
      signal?.addEventListener("abort", wake);
      if (subscribers.size === 1) start();
      return {
        next: () =>
          new Promise((resolve) => {
            waiting?.();
            waiting = resolve;
            if (signal?.aborted === true) wake();
          }),
        close() {
          wake();
          signal?.removeEventListener("abort", wake);
          subscribers.delete(wake);
          if (subscribers.size === 0) stop();
        },
      };
    },
  };
}
