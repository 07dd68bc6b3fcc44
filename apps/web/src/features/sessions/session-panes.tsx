import { CircleOff } from "lucide-react";
import type { ReactNode } from "react";
import { useMediaQuery } from "../../lib/use-media-query.ts";
import { EmptyWords } from "../../ui/empty-words.tsx";
import { Tabs } from "../../ui/tabs.tsx";

/** From this width the timeline stands beside the changes or the history. */
const splitQuery = "(min-width: 72rem)";

export type SessionView = "timeline" | "changes" | "history";

/** The parts of a session's page: beside each other where there is room, else one at a time. */
export function SessionPanes({
  view,
  onView,
  timeline,
  changes,
  history,
}: {
  view: SessionView;
  onView: (view: SessionView) => void;
  timeline: ReactNode;
  changes: ReactNode;
  history: ReactNode;
}) {
  const isSplit = useMediaQuery(splitQuery);
  const aside = [
    { value: "changes", label: "Changes", panel: changes },
    { value: "history", label: "History", panel: history },
  ] as const;
  if (!isSplit) {
    const items = [{ value: "timeline", label: "Timeline", panel: timeline }, ...aside] as const;
    return <Tabs<SessionView> value={view} onChange={onView} items={items} />;
  }
  return (
    <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,3fr)_minmax(0,2fr)] divide-x">
      <section aria-label="Run" className="flex min-h-0 min-w-0 flex-col">
        {timeline}
      </section>
      <section aria-label="Work so far" className="flex min-h-0 min-w-0 flex-col">
        <Tabs<SessionView>
          value={view === "history" ? "history" : "changes"}
          onChange={onView}
          items={aside}
        />
      </section>
    </div>
  );
}

/** In place of what git would tell of a worktree that it cannot look at. */
export function WithoutWorktree() {
  return (
    <EmptyWords Icon={CircleOff} title="Not to be read now">
      The session's worktree is not there. What to do about it is said above.
    </EmptyWords>
  );
}
