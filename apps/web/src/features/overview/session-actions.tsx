import { createContext, lazy, Suspense, useMemo, useState, type ReactNode } from "react";
import type { SessionWithRun } from "@signalbox/shared";
import { useMarkDone, type MarkDone } from "../sessions/use-mark-done.ts";

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
