import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { client } from "../../lib/trpc.ts";
import { typesOfKinds } from "./event-kinds.ts";
import { JournalPages, type JournalCalls } from "./journal-pages.ts";
import { JournalReader, type Opening, type Reading } from "./journal-reader.ts";
import { JournalStore, type JournalSnapshot, type Schedule } from "./journal-store.ts";
import { useTimelineAddress } from "./use-timeline-address.ts";

/** Frames stop in a tab that nobody sees; what arrives must not pile up there. */
const longestWaitMs = 500;

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
  runId: string;
  store: JournalStore;
  snapshot: JournalSnapshot;
  error: unknown;
  /** What is being read now. */
  reading: Reading;
  reader: JournalReader;
  pages: JournalPages;
}

function callsOf(runId: string): JournalCalls {
  return {
    events: (range) => client.runs.events.query({ runId, ...range }),
    filter: (range) => client.runs.filter.query({ runId, ...range }),
  };
}

/**
 * A run's journal: its last events at once, or those around the event that it is opened at; every new one as it comes, other parts on
 * request. Give the component that calls this the run's id as its `key`: what the address says counts when it is made.
 */
export function useJournal(runId: string): Journal {
  const { event, kinds } = useTimelineAddress();
  const [reading, setReading] = useState<Reading>(null);
  const [{ store, pages, reader, first }] = useState(() => {
    const calls = callsOf(runId);
    const opening: Opening = { event, types: typesOfKinds(kinds) };
    const made = { store: new JournalStore(nextFrame), pages: new JournalPages(calls) };
    made.pages.choice = { ...made.pages.choice, types: opening.types };
    const byParts = new JournalReader({ ...made, calls, onReading: setReading });
    return { ...made, reader: byParts, first: opening };
  });
  const [error, setError] = useState<unknown>(null);
  const snapshot = useSyncExternalStore(store.subscribe, store.getSnapshot);

  const subscribe = useCallback<Parameters<JournalReader["follow"]>[0]["subscribe"]>(
    (after, { onData, ...handlers }) =>
      client.runs.onEvents.subscribe(
        { runId, lastEventId: String(after) },
        { ...handlers, onData: ({ data }) => onData(data) },
      ),
    [runId],
  );

  useEffect(() => {
    const follow = new AbortController();
    const { signal } = follow;
    void reader.follow({ opening: first, subscribe, signal, onError: setError });
    return () => {
      follow.abort();
      store.close();
    };
  }, [reader, store, subscribe, first]);

  return useMemo(
    () => ({ runId, store, snapshot, error, reading, reader, pages }),
    [runId, store, snapshot, error, reading, reader, pages],
  );
}
