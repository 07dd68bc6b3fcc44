import type { EventType, RunSearchMatch } from "@signalbox/shared";
import { useEffect, useMemo, useState } from "react";
import { client } from "../../lib/trpc.ts";

/** Typing goes on: the search waits for a moment of rest. */
const restMs = 200;
/** More matches than anybody goes through; the search says that there are more. */
const maxMatches = 2_000;
const pageOfMatches = 200;

export interface RunSearch {
  query: string;
  matches: readonly RunSearchMatch[];
  /** Whether the whole run was looked through, or as many matches were found as are kept. */
  isDone: boolean;
  isCut: boolean;
  /** How far it has come, 0 to 1. */
  progress: number;
  failed: boolean;
}

const nothing: RunSearch = {
  query: "",
  matches: [],
  isDone: true,
  isCut: false,
  progress: 1,
  failed: false,
};

/**
 * Looks for text in the whole run, on the server, a stretch at a time; what was found is there at once. A run that goes on is looked through
 * up to where it was when the search began.
 */
export function useRunSearch(
  runId: string,
  query: string,
  types: ReadonlySet<EventType> | null,
): RunSearch {
  const [search, setSearch] = useState<RunSearch>(nothing);
  const wanted = query.trim();
  const typeList = useMemo(() => types && [...types], [types]);
  useEffect(() => {
    if (wanted === "") {
      setSearch(nothing);
      return;
    }
    const call = new AbortController();
    const { signal } = call;
    const timer = setTimeout(() => {
      const look = async () => {
        const found: RunSearchMatch[] = [];
        let after: number | null = 0;
        while (!signal.aborted && after !== null && found.length < maxMatches) {
          const page: Awaited<ReturnType<typeof client.runs.search.query>> =
            await client.runs.search.query({
              runId,
              query: wanted,
              after,
              limit: pageOfMatches,
              ...(typeList && { types: typeList }),
            });
          if (signal.aborted) return;
          found.push(...page.matches);
          after = page.next;
          const isCut = after !== null && found.length >= maxMatches;
          setSearch({
            query: wanted,
            matches: found.slice(),
            isDone: after === null || isCut,
            isCut,
            progress: after === null ? 1 : after / Math.max(1, page.lastSeq),
            failed: false,
          });
        }
      };
      setSearch({ ...nothing, query: wanted, isDone: false, progress: 0 });
      look().catch(() => {
        if (!signal.aborted) setSearch((before) => ({ ...before, isDone: true, failed: true }));
      });
    }, restMs);
    return () => {
      call.abort();
      clearTimeout(timer);
    };
  }, [runId, wanted, typeList]);
  return search;
}
