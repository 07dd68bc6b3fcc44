import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { RouterOutputs } from "@signalbox/api/router";
import { Button } from "../../ui/button.tsx";
import { SessionRow } from "./session-row.tsx";
import type { useNames } from "./use-names.ts";

/** Sessions as rows, and the way to older ones where there are more pages. */
export function SessionRows({
  sessions,
  names,
  pages,
}: {
  sessions: RouterOutputs["sessions"]["list"]["items"];
  /** Asked for beside the sessions, so that no row changes its words when they come. */
  names: ReturnType<typeof useNames>;
  pages: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };
}) {
  return (
    <div className="flex flex-col gap-3">
      <ul aria-label={t`Sessions`} className="divide-y rounded-md border bg-surface">
        {sessions.map((session) => (
          <SessionRow
            key={session.id}
            session={session}
            orchestratorName={names.orchestrators.get(session.orchestrator) ?? session.orchestrator}
            agentName={names.agents.get(session.agent) ?? session.agent}
          />
        ))}
      </ul>
      {pages.hasNextPage && (
        <Button
          className="self-center"
          pending={pages.isFetchingNextPage}
          onClick={() => void pages.fetchNextPage()}
        >
          {pages.isFetchingNextPage ? (
            <Trans>Loading older sessions…</Trans>
          ) : (
            <Trans>Older sessions</Trans>
          )}
        </Button>
      )}
    </div>
  );
}
