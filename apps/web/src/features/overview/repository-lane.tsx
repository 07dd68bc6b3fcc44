import { plural, t } from "@lingui/core/macro";
import { sessionStateSchema, type SessionCounts, type SessionState } from "@signalbox/shared";
import { Link } from "@tanstack/react-router";
import { useId, useState } from "react";
import { cn } from "../../lib/cn.ts";
import { Disclosure } from "../../ui/disclosure.tsx";
import { StateSignal } from "../../ui/state-signal.tsx";
import type { useNames } from "../sessions/use-names.ts";
import { LaneCards } from "./lane-cards.tsx";
import type { OverviewSearch } from "./overview-search.ts";
import { useSeen } from "./use-seen.ts";

const openStates = ["needs_you", "running", "queued"] as const;
/** How high a lane is before it is drawn: one row of cards. */
const laneHeight = "min-h-40";

/** A repository with the cards of its sessions: what needs somebody first; what is done only when asked for. */
export function RepositoryLane({
  repository: { id, name, states },
  search,
  names,
}: {
  repository: SessionCounts["repositories"][number];
  search: OverviewSearch;
  names: ReturnType<typeof useNames>;
}) {
  const headingId = useId();
  const { ref, isSeen } = useSeen<HTMLElement>();
  const [showsDone, setShowsDone] = useState(search.state === "done");
  const shown = (state: SessionState) =>
    states[state] > 0 && (search.state === undefined || search.state === state);
  if (!sessionStateSchema.options.some(shown)) return null;
  const wish = { ...search, repo: id };
  return (
    <section
      ref={ref}
      aria-labelledby={headingId}
      className={cn("flex min-w-0 flex-col gap-2", !isSeen && laneHeight)}
    >
      <div className="sticky top-0 z-20 flex min-h-9 flex-wrap items-center gap-x-4 gap-y-1 bg-bg">
        <h2 id={headingId} className="min-w-0 truncate text-base font-semibold">
          <Link
            to="/repositories/$repositoryId"
            params={{ repositoryId: id }}
            className="hover:underline"
          >
            {name}
          </Link>
        </h2>
        <p className="flex flex-wrap gap-x-3">
          {openStates.map(
            (state) =>
              states[state] > 0 && (
                <span key={state} className="flex items-center gap-1 text-xs text-ink-3">
                  <StateSignal state={state} className="text-xs" /> {states[state]}
                </span>
              ),
          )}
        </p>
      </div>
      {isSeen && (
        <>
          <ul
            aria-label={t`Sessions of ${name}`}
            className="grid grid-cols-[repeat(auto-fill,minmax(min(17rem,100%),1fr))] gap-2 empty:hidden"
          >
            {openStates.map(
              (state) =>
                shown(state) && <LaneCards key={state} state={state} search={wish} names={names} />,
            )}
          </ul>
          {shown("done") && (
            <Disclosure
              open={showsDone}
              onToggle={setShowsDone}
              summaryClassName="w-fit py-1 pr-2 text-ink-2"
              summary={plural(states.done, { one: "# done", other: "# done" })}
            >
              <ul
                aria-label={t`Done sessions of ${name}`}
                className="mt-1 grid grid-cols-[repeat(auto-fill,minmax(min(17rem,100%),1fr))] gap-2"
              >
                <LaneCards state="done" search={wish} names={names} />
              </ul>
            </Disclosure>
          )}
        </>
      )}
    </section>
  );
}
