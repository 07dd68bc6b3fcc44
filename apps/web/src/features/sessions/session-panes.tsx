import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { CircleOff } from "lucide-react";
import type { ReactNode } from "react";
import { useMediaQuery } from "../../lib/use-media-query.ts";
import { EmptyWords } from "../../ui/empty-words.tsx";
import { Tabs } from "../../ui/tabs.tsx";
import type { SessionView } from "./session-views.ts";

/** From this width the timeline stands beside the changes, the history or the iterations. */
const splitQuery = "(min-width: 72rem)";

/** The parts of a session's page: beside each other where there is room, else one at a time. */
export function SessionPanes({
  view,
  onView,
  timeline,
  changes,
  history,
  iterations,
}: {
  view: SessionView;
  onView: (view: SessionView) => void;
  timeline: ReactNode;
  changes: ReactNode;
  history: ReactNode;
  iterations: ReactNode;
}) {
  const isSplit = useMediaQuery(splitQuery);
  const aside = [
    { value: "changes", label: t`Changes`, panel: changes },
    { value: "history", label: t`History`, panel: history },
    { value: "iterations", label: t`Iterations`, panel: iterations },
  ] as const;
  if (!isSplit) {
    const items = [{ value: "timeline", label: t`Timeline`, panel: timeline }, ...aside] as const;
    return <Tabs<SessionView> value={view} onChange={onView} items={items} />;
  }
  return (
    <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,3fr)_minmax(0,2fr)] divide-x">
      <section aria-label={t`Run`} className="flex min-h-0 min-w-0 flex-col">
        {timeline}
      </section>
      <section aria-label={t`Work so far`} className="flex min-h-0 min-w-0 flex-col">
        <Tabs<SessionView>
          value={view === "timeline" ? "changes" : view}
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
    <EmptyWords Icon={CircleOff} title={t`Not to be read now`}>
      <Trans>The session's worktree is not there. What to do about it is said above.</Trans>
    </EmptyWords>
  );
}
