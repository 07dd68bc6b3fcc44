import type { SessionChange } from "@signalbox/shared";
import { useRouter } from "@tanstack/react-router";
import { useCallback, useEffect, useRef } from "react";
import { EndedRuns } from "./ended-runs.ts";
import { notificationPreferences } from "./preferences.ts";
import { announceView } from "./tabs.ts";

/** Gives the function that is told every change of a session, and tells the person when a run ended, as they want it. */
export function useNotify(): (change: SessionChange) => void {
  const router = useRouter();
  const runs = useRef<EndedRuns>(null);
  useEffect(() => announceView(), []);
  return useCallback(
    (change) => {
      runs.current ??= new EndedRuns(performance.timeOrigin);
      const ended = runs.current.take(change, Date.now());
      const preferences = notificationPreferences();
      if (!ended || !(preferences.browser || preferences.sound)) return;
      const open = (sessionId: string) =>
        void router.navigate({ to: "/sessions/$sessionId", params: { sessionId } });
      // Most people have none: what tells of it comes when it is needed. Without it nothing is told, and the page says all.
      import("./deliver.ts").then(
        ({ deliver }) => deliver(ended, preferences, open),
        () => undefined,
      );
    },
    [router],
  );
}
