import { createContext, lazy, Suspense, useEffect, useMemo, useState, type ReactNode } from "react";
import type { SessionWithRun } from "@signalbox/shared";
import { useMarkDone, type MarkDone } from "../sessions/use-mark-done.ts";
import { focusCard } from "./cards-in-dom.ts";

const StopDialog = lazy(() =>
  import("./stop-dialog.tsx").then((module) => ({ default: module.StopDialog })),
);

export interface SessionActions {
  markDone: MarkDone;
  /** Ask whether a session's run is to be stopped, and stop it. */
  askStop: (session: SessionWithRun) => void;
}

/** What can be done with a session from its card. */
export const SessionActionsContext = createContext<SessionActions | null>(null);

/** Gives the cards below what can be done with a session, and asks where that cannot be taken back. */
export function SessionActionsProvider({ children }: { children: ReactNode }) {
  const markDone = useMarkDone();
  const [stopping, setStopping] = useState<SessionWithRun | null>(null);
  useFocusBack(stopping?.id);
  const actions = useMemo(() => ({ markDone, askStop: setStopping }), [markDone]);
  return (
    <SessionActionsContext value={actions}>
      {children}
      {stopping && (
        <Suspense fallback={null}>
          <StopDialog session={stopping} onClose={() => setStopping(null)} />
        </Suspense>
      )}
    </SessionActionsContext>
  );
}

/** When the question about a session is over and its card has gone elsewhere meanwhile, the card gets the focus there. */
function useFocusBack(sessionId: string | undefined): void {
  useEffect(() => {
    if (sessionId === undefined) return;
    return () => {
      // After the window has given the focus back, if it could: that takes it a frame.
      requestAnimationFrame(() =>
        requestAnimationFrame(() => {
          if (document.activeElement !== document.body) return;
          const card = document.querySelector<HTMLElement>(`[data-session="${sessionId}"]`);
          if (card) focusCard(card);
        }),
      );
    };
  }, [sessionId]);
}
