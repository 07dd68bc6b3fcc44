import { useEffect, useState, useSyncExternalStore } from "react";
import { isRefusal } from "../../lib/errors.ts";
import { keepSubscribed } from "../../lib/subscribe.ts";
import { client } from "../../lib/trpc.ts";
import { JournalStore, type JournalSnapshot, type Schedule } from "./journal-store.ts";

/** How much of a journal is read at once: the end of it first, older parts when they are scrolled to. The server's limit. */
const pageSize = 2_000;
/** Frames stop in a tab that nobody sees; what arrives must not pile up there. */
const longestWaitMs = 500;
const retryDelayMs = 1_000;

const nextFrame: Schedule = (flush) => {
  const callOff = () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
  const run = () => {
    callOff();
    flush();
  };
  const frame = requestAnimationFrame(run);
  const timer = setTimeout(run, longestWaitMs);
  return callOff;
};

export interface Journal {
  store: JournalStore;
  snapshot: JournalSnapshot;
  error: unknown;
  isLoadingOlder: boolean;
  loadOlder: () => void;
}

/**
 * A run's journal: its last events at once, every new one as it comes, older ones on request; after a cut it goes on
 * after the last event that it has. Give the component that calls this the run's id as its `key`.
 */
export function useJournal(runId: string): Journal {
  const [store] = useState(() => new JournalStore(nextFrame));
  const [error, setError] = useState<unknown>(null);
  const [isLoadingOlder, setLoadingOlder] = useState(false);
  const snapshot = useSyncExternalStore(store.subscribe, store.getSnapshot);

  useEffect(() => {
    const follow = new AbortController();
    void start(runId, store, follow.signal, setError);
    return () => {
      follow.abort();
      store.close();
    };
  }, [runId, store]);

  const loadOlder = () => {
    const { firstSeq, hasOlder } = store.getSnapshot();
    if (isLoadingOlder || !hasOlder) return;
    setLoadingOlder(true);
    client.runs.events
      .query({ runId, before: firstSeq, limit: pageSize })
      .then(({ events }) => store.prepend(events))
      // It is asked for again by scrolling: the connection's own words say why it failed.
      .catch(() => undefined)
      .finally(() => setLoadingOlder(false));
  };

  return { store, snapshot, error, isLoadingOlder, loadOlder };
}

async function start(
  runId: string,
  store: JournalStore,
  signal: AbortSignal,
  onError: (error: unknown) => void,
): Promise<void> {
  if (store.lastSeq === 0 && !(await loadEnd(runId, store, signal, onError))) return;
  if (signal.aborted || store.ended) return;
  const stop = keepSubscribed({
    start: (handlers) =>
      client.runs.onEvents.subscribe(
        { runId, lastEventId: String(store.lastSeq) },
        { ...handlers, onData: ({ data }) => store.append(data) },
      ),
    isDone: () => store.ended,
    onRefused: onError,
  });
  signal.addEventListener("abort", stop);
}

/** Read the last page; gives whether there is something to follow. Waits out a server that is gone. */
async function loadEnd(
  runId: string,
  store: JournalStore,
  signal: AbortSignal,
  onError: (error: unknown) => void,
): Promise<boolean> {
  while (!signal.aborted) {
    try {
      const page = await client.runs.events.query(
        { runId, before: Number.MAX_SAFE_INTEGER, limit: pageSize },
        { signal },
      );
      if (signal.aborted) return false;
      store.append(page.events);
      store.flush();
      return true;
    } catch (error) {
      if (signal.aborted) return false;
      if (isRefusal(error)) {
        onError(error);
        return false;
      }
      await new Promise((resolve) => setTimeout(resolve, retryDelayMs));
    }
  }
  return false;
}
