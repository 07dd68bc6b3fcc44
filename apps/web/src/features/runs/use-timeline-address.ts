import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useMemo } from "react";
import { kindsOfText, textOfKinds, type EventKind } from "./event-kinds.ts";

export interface TimelineAddress {
  event: number | null;
  kinds: ReadonlySet<EventKind> | null;
  isLog: boolean;
  /** Change what the address says, without another entry in the history. */
  set: (change: {
    event?: number | null;
    kinds?: ReadonlySet<EventKind> | null;
    isLog?: boolean;
  }) => void;
}

/** What the session's address says about its timeline. */
export function useTimelineAddress(): TimelineAddress {
  const { event, kinds, log } = useSearch({ from: "/sessions/$sessionId" });
  const navigate = useNavigate({ from: "/sessions/$sessionId" });
  const set = useCallback<TimelineAddress["set"]>(
    (change) =>
      void navigate({
        search: (before) => ({
          ...before,
          ...("event" in change && { event: change.event ?? undefined }),
          ...("kinds" in change && { kinds: textOfKinds(change.kinds ?? null) }),
          ...("isLog" in change && { log: change.isLog || undefined }),
        }),
        replace: true,
      }),
    [navigate],
  );
  return useMemo(
    () => ({
      event: event ?? null,
      kinds: kindsOfText(kinds),
      isLog: log === true,
      set,
    }),
    [event, kinds, log, set],
  );
}
