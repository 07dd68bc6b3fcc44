import type { SessionState } from "@signalbox/shared";
import { QueryProblem } from "../../ui/notice.tsx";
import type { useNames } from "../sessions/use-names.ts";
import { MoreButton } from "./more-button.tsx";
import type { OverviewSearch } from "./overview-search.ts";
import { SessionCard } from "./session-card.tsx";
import { useStatePages } from "./use-session-pages.ts";

const pageSize = 12;

/** The cards of one state in the lane of a repository, as items of the lane's list. */
export function LaneCards({
  state,
  search,
  names,
}: {
  state: SessionState;
  search: OverviewSearch;
  names: ReturnType<typeof useNames>;
}) {
  const { list, sessions } = useStatePages(state, search, pageSize);
  if (list.isLoadingError) {
    return (
      <li>
        <QueryProblem error={list.error} onRetry={() => void list.refetch()} />
      </li>
    );
  }
  return (
    <>
      {sessions.map((session) => (
        <SessionCard
          key={session.id}
          session={session}
          agentName={names.agents.get(session.agent) ?? session.agent}
          showsRepository={false}
        />
      ))}
      {list.hasNextPage && (
        <li className="self-center">
          <MoreButton pages={list} />
        </li>
      )}
    </>
  );
}
