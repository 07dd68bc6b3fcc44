import {
  sessionStateSchema,
  stateOfSession,
  type SessionCounts,
  type SessionState,
  type SessionStatus,
} from "@signalbox/shared";
import { cn } from "../../lib/cn.ts";
import type { useNames } from "../sessions/use-names.ts";
import type { OverviewSearch } from "./overview-search.ts";
import { BoardColumn } from "./board-column.tsx";

/** The states in which a session of this status can stand. */
function statesOf(status: SessionStatus): SessionState[] {
  const states = new Set([null, ""].map((doneAt) => stateOfSession({ status, doneAt })));
  return sessionStateSchema.options.filter((state) => states.has(state));
}

/** A column for each state that the filters leave; one alone has the whole width. */
export function StateBoard({
  search,
  counts,
  names,
}: {
  search: OverviewSearch;
  /** Undefined until they are known. */
  counts: SessionCounts["states"] | undefined;
  names: ReturnType<typeof useNames>;
}) {
  const possible = search.status ? statesOf(search.status) : sessionStateSchema.options;
  const states = search.state ? possible.filter((state) => state === search.state) : possible;
  const isAlone = states.length === 1;
  return (
    <div
      className={cn(
        "grid items-start gap-x-4 gap-y-5",
        !isAlone && "md:grid-cols-2",
        states.length > 2 && "xl:grid-cols-4",
      )}
    >
      {states.map((state) => (
        <BoardColumn
          key={state}
          state={state}
          search={search}
          // The counts know no status: of a part of a column they would tell too much.
          count={search.status ? undefined : counts?.[state]}
          isAlone={isAlone}
          names={names}
        />
      ))}
    </div>
  );
}
