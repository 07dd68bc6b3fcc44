import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { isEnded, stateOfSession, type SessionChange } from "@signalbox/shared";
import { keepSubscribed } from "../../lib/subscribe.ts";
import { client, trpc } from "../../lib/trpc.ts";
import { useNotify } from "../notifications/use-notify.ts";
import { calmRefresh } from "./calm-refresh.ts";
import { patchSessionLists } from "./patch-sessions.ts";

/** Changes that come within this time are drawn together: hundreds of runs may tell of themselves in one second. */
const batchMs = 50;
/** How often what is counted, and what is searched, is asked for again at most while sessions change. */
const countsIntervalMs = 1_000;
const searchIntervalMs = 2_000;
const activityIntervalMs = 5_000;

type Utils = ReturnType<typeof trpc.useUtils>;

/** Keep every shown list, count, session and run as the server has it, while the frame is there. */
export function useLiveSessions(): void {
  const queryClient = useQueryClient();
  const utils = trpc.useUtils();
  const notify = useNotify();
  useEffect(() => {
    const counted = followCounts(utils);
    const waiting = new Map<string, SessionChange>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const take = () => {
      timer = undefined;
      const changes = [...waiting.values()];
      waiting.clear();
      patchSessionLists(queryClient, changes);
      for (const change of changes) patchSession(queryClient, utils, change);
      counted.take(changes);
    };
    const onData = (change: SessionChange) => {
      notify(change);
      const id = change.kind === "changed" ? change.session.id : change.sessionId;
      // The later word of one session stands; it comes in the place of the later one.
      waiting.delete(id);
      waiting.set(id, change);
      timer ??= setTimeout(take, batchMs);
    };
    let isFirst = true;
    const stop = keepSubscribed({
      start: (handlers) =>
        client.sessions.onChange.subscribe(undefined, {
          ...handlers,
          onData,
          onStarted: () => {
            // What happened while there was no subscription was not told: ask again for what is shown.
            void (isFirst ? utils.sessions.invalidate() : utils.invalidate());
            isFirst = false;
          },
        }),
      isDone: () => false,
    });
    return () => {
      stop();
      clearTimeout(timer);
      counted.end();
    };
  }, [queryClient, utils, notify]);
}

function patchSession(queryClient: QueryClient, utils: Utils, change: SessionChange): void {
  if (change.kind === "deleted") {
    void utils.sessions.get.invalidate({ id: change.sessionId });
    return;
  }
  const { session } = change;
  utils.sessions.get.setData({ id: session.id }, session);
  const run = session.latestRun;
  if (!run) return;
  utils.runs.list.setData({ sessionId: session.id }, (page) => {
    if (!page) return page;
    const isListed = page.items.some((item) => item.id === run.id);
    const items = isListed
      ? page.items.map((item) => (item.id === run.id ? run : item))
      : [run, ...page.items];
    return { ...page, items };
  });
}

/**
 * Asks for the counts, for what a search finds and for the activity of the days again, when changes say that they are others now: the
 * progress of a run does not.
 */
function followCounts(utils: Utils) {
  const counts = calmRefresh(() => utils.sessions.counts.invalidate(), countsIntervalMs);
  const searched = calmRefresh(
    () =>
      utils.sessions.list.invalidate(undefined, {
        predicate: ({ queryKey }) => JSON.stringify(queryKey).includes('"search":'),
      }),
    searchIntervalMs,
  );
  const activity = calmRefresh(() => utils.stats.activity.invalidate(), activityIntervalMs);
  const seen = new Map<string, string>();
  return {
    take(changes: readonly SessionChange[]): void {
      for (const change of changes) {
        const id = change.kind === "changed" ? change.session.id : change.sessionId;
        const now = countedOf(change);
        const before = seen.get(id);
        if (now === before) continue;
        seen.set(id, now);
        counts.wish();
        searched.wish();
        if (change.kind === "deleted" || hasEnded(change)) activity.wish();
      }
    },
    end(): void {
      for (const refresh of [counts, searched, activity]) refresh.end();
    },
  };
}

/** What of a session is counted or searched, as text to compare. */
function countedOf(change: SessionChange): string {
  if (change.kind === "deleted") return "";
  const { session } = change;
  const { name, repositoryName, branch, latestRun } = session;
  return [
    stateOfSession(session),
    session.status,
    name,
    repositoryName,
    branch,
    latestRun?.id,
  ].join("\n");
}

function hasEnded(change: Extract<SessionChange, { kind: "changed" }>): boolean {
  const run = change.session.latestRun;
  return run !== null && isEnded(run.status);
}
