import type { RunOutline } from "@signalbox/shared";
import { useEffect, useRef } from "react";
import { client, trpc } from "../../lib/trpc.ts";
import type { Journal } from "./use-journal.ts";

/** How often a run that goes on is looked at from afar again. */
const refreshMs = 5_000;

/**
 * The run from afar; null until it is known. Asked for when the timeline stands there, again when an iteration begins or the run ends, and
 * now and then while it goes on. What it tells of the run's turn and commits goes into the journal's store.
 */
export function useOutline({ runId, snapshot, store, pages }: Journal): RunOutline | null {
  const { loaded, ended, iteration, lastCommit } = snapshot;
  const utils = trpc.useUtils();
  const { data } = trpc.runs.outline.useQuery(
    { id: runId },
    { enabled: loaded, refetchInterval: ended ? false : refreshMs, staleTime: refreshMs },
  );
  const moment = `${iteration} ${lastCommit} ${ended}`;
  const seen = useRef(moment);
  useEffect(() => {
    if (!loaded || seen.current === moment) return;
    seen.current = moment;
    void utils.runs.outline.invalidate({ id: runId });
  }, [utils, runId, moment, loaded]);

  const outline = data ?? null;
  pages.choice = { ...pages.choice, outline };

  const hasLearnt = useRef(false);
  useEffect(() => {
    const latest = outline?.iterations.at(-1);
    if (!latest || hasLearnt.current) return;
    hasLearnt.current = true;
    const commit = outline?.iterations.findLast((one) => one.commit !== null)?.commit ?? null;
    const { firstSeq } = latest;
    const began = { runId, after: firstSeq - 1, before: firstSeq + 1, limit: 1 };
    const goesOn = latest.endedAt === null && !outline?.ended;
    void (goesOn ? client.runs.events.query(began) : Promise.resolve({ events: [] }))
      .then(({ events: [started = null] }) => store.learn({ started, lastCommit: commit }))
      // Only the guess of how long the turn is silent lacks it.
      .catch(() => undefined);
  }, [outline, runId, store]);

  return outline;
}
