import { useNavigate } from "@tanstack/react-router";
import { createContext, useCallback, useContext } from "react";
import type { More } from "./go-on.ts";

/** The run whose timeline is shown, and what its rows can have done elsewhere on the page. */
export interface ShownRun {
  sessionId: string;
  runId: string;
  /** Put the changes in view: of one commit when it is given, else of the whole session. */
  showChanges: (commit?: string) => void;
  /** Have the next run's form filled in with the same prompt and more of what ran out; null where no run can be started. */
  goOn: ((more: More) => void) | null;
}

export const ShownRunContext = createContext<ShownRun | null>(null);

/** Of the timeline around; null outside of one. */
export function useShownRun(): ShownRun | null {
  return useContext(ShownRunContext);
}

/** The address of one event of a run, as it can be sent to somebody or kept. */
export function addressOfEvent(sessionId: string, runId: string, seq: number): string {
  const { origin } = globalThis.location;
  return `${origin}/sessions/${sessionId}?run=${encodeURIComponent(runId)}&event=${seq}`;
}

/** Gives the function that brings an event of the timeline into view. */
export function useGoToEvent(): (seq: number) => void {
  const navigate = useNavigate();
  return useCallback(
    (seq) =>
      void navigate({
        to: ".",
        // Where there is room for one part only, that is the timeline.
        search: (before) => ({
          ...before,
          event: seq,
          view: before.view === "timeline" ? undefined : narrowView(before.view),
        }),
      }),
    [navigate],
  );
}

function narrowView<View>(view: View): View | undefined {
  return globalThis.matchMedia("(min-width: 72rem)").matches ? view : undefined;
}
