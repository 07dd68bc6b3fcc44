import { t } from "@lingui/core/macro";
import { useCommands } from "../shell/commands.ts";
import type { SessionView } from "./session-views.ts";

/** The ways to the parts of a session's page, with keys and in the palette. */
export function useSessionCommands(show: (view: SessionView) => void): void {
  useCommands([
    {
      id: "session.view-timeline",
      label: t`Show the timeline`,
      section: "session",
      keys: "1",
      run: () => show("timeline"),
    },
    {
      id: "session.view-changes",
      label: t`Show the changes`,
      section: "session",
      keys: "2",
      run: () => show("changes"),
    },
    {
      id: "session.view-history",
      label: t`Show the history`,
      section: "session",
      keys: "3",
      run: () => show("history"),
    },
    {
      id: "session.view-iterations",
      label: t`Show the iterations as a chart`,
      section: "session",
      keys: "4",
      run: () => show("iterations"),
    },
  ]);
}
