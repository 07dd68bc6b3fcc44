import type { SessionCounts } from "@signalbox/shared";
import { lazy, Suspense, useRef } from "react";
import type { useNames } from "../sessions/use-names.ts";
import { CardSkeletons } from "./card-skeletons.tsx";
import { NothingFits } from "./nothing-fits.tsx";
import { activeFilters, type OverviewSearch } from "./overview-search.ts";
import { SessionActionsProvider } from "./session-actions.tsx";
import { StateBoard } from "./state-board.tsx";
import { useBoardKeys } from "./use-board-keys.ts";
import { useKeepFocus } from "./use-keep-focus.ts";
import type { SetOverview } from "./use-overview.ts";

const RepositoryBoard = lazy(() =>
  import("./repository-board.tsx").then((module) => ({ default: module.RepositoryBoard })),
);
const SessionTable = lazy(() =>
  import("./session-table.tsx").then((module) => ({ default: module.SessionTable })),
);

interface BoardProps {
  search: OverviewSearch;
  set: SetOverview;
  /** What the filters leave; undefined until it is known. */
  counts: SessionCounts | undefined;
  /** All repositories with sessions, for their names. */
  repositories: SessionCounts["repositories"];
  names: ReturnType<typeof useNames>;
}

/** The sessions that the filters leave, in the view that is chosen. */
export function Board(props: BoardProps) {
  const boardRef = useRef<HTMLDivElement>(null);
  useBoardKeys(boardRef, props.set);
  useKeepFocus(boardRef);
  return (
    <SessionActionsProvider>
      <div ref={boardRef}>
        <Suspense fallback={<CardSkeletons count={6} className="grid gap-2 lg:grid-cols-3" />}>
          <View {...props} />
        </Suspense>
      </div>
    </SessionActionsProvider>
  );
}

function View({ search, set, counts, repositories, names }: BoardProps) {
  const { view = "states", state } = search;
  const nothing = (
    <NothingFits search={search} set={set} repositories={repositories} names={names} />
  );
  const narrowed = activeFilters(search).some((key) => key !== "state");
  // The counts know no status: only what they leave out for certain is told as nothing.
  if (narrowed && counts && countOf(counts, state) === 0) return nothing;
  switch (view) {
    case "states":
      return <StateBoard search={search} counts={counts?.states} names={names} />;
    case "repositories":
      return <RepositoryBoard search={search} repositories={counts?.repositories} names={names} />;
    case "list":
      return <SessionTable search={search} names={names} empty={nothing} />;
  }
}

function countOf({ states }: SessionCounts, state: OverviewSearch["state"]): number {
  if (state) return states[state];
  return Object.values(states).reduce((sum, count) => sum + count, 0);
}
