import type { SessionState } from "@signalbox/shared";
import { useId } from "react";
import { cn } from "../../lib/cn.ts";
import { QueryProblem } from "../../ui/notice.tsx";
import { StateSignal } from "../../ui/state-signal.tsx";
import type { useNames } from "../sessions/use-names.ts";
import { CardSkeletons } from "./card-skeletons.tsx";
import { EmptyColumn } from "./empty-column.tsx";
import { MoreButton } from "./more-button.tsx";
import { activeFilters, type OverviewSearch } from "./overview-search.ts";
import { SessionCard } from "./session-card.tsx";
import { useStatePages } from "./use-session-pages.ts";

const pageSize = 30;

/** The sessions of one state, as cards. */
export function BoardColumn({
  state,
  search,
  count,
  isAlone,
  names,
}: {
  state: SessionState;
  search: OverviewSearch;
  count: number | undefined;
  isAlone: boolean;
  names: ReturnType<typeof useNames>;
}) {
  const id = useId();
  const { list, sessions } = useStatePages(state, search, pageSize);
  const grid = cn(
    "grid gap-2",
    isAlone && "grid-cols-[repeat(auto-fill,minmax(min(17rem,100%),1fr))]",
  );
  return (
    <section
      aria-labelledby={id}
      data-column={state}
      className={cn("flex min-w-0 flex-col gap-2", sessions.length === 0 && "max-md:gap-0")}
    >
      <h2
        id={id}
        tabIndex={-1}
        className="sticky top-0 z-20 -mx-1 flex h-9 items-center gap-2 bg-bg px-1"
      >
        <StateSignal state={state} />
        {count !== undefined && <span className="text-sm text-ink-3">{count}</span>}
      </h2>
      {list.isLoadingError ? (
        <QueryProblem error={list.error} onRetry={() => void list.refetch()} />
      ) : list.isPending ? (
        <CardSkeletons count={count ?? 2} className={grid} />
      ) : sessions.length === 0 ? (
        <EmptyColumn
          state={state}
          isFiltered={activeFilters(search).some((key) => key !== "state")}
        />
      ) : (
        <ul aria-labelledby={id} aria-busy={list.isPlaceholderData} className={grid}>
          {sessions.map((session) => (
            <SessionCard
              key={session.id}
              session={session}
              agentName={names.agents.get(session.agent) ?? session.agent}
              showsRepository
            />
          ))}
        </ul>
      )}
      <MoreButton pages={list} />
    </section>
  );
}
