import { trpc } from "../../../lib/trpc.ts";
import { Button } from "../../../ui/button.tsx";
import { QueryProblem } from "../../../ui/notice.tsx";
import { Section } from "../../../ui/section.tsx";
import { LoadingWords, Skeleton } from "../../../ui/skeleton.tsx";
import { SessionRow } from "../../sessions/session-row.tsx";
import { useAgentNames, useOrchestratorNames } from "../../sessions/use-names.ts";

const pageSize = 20;

/** The sessions of a repository, newest first, as they are now. */
export function RepositorySessions({ repositoryId }: { repositoryId: string }) {
  return (
    <Section title="Sessions">
      <Sessions repositoryId={repositoryId} />
    </Section>
  );
}

function Sessions({ repositoryId }: { repositoryId: string }) {
  const list = trpc.sessions.list.useInfiniteQuery(
    { repositoryId, limit: pageSize },
    { getNextPageParam: (page) => page.nextCursor },
  );
  const orchestratorNames = useOrchestratorNames();
  const agentNames = useAgentNames();
  if (list.isLoadingError)
    return <QueryProblem error={list.error} onRetry={() => void list.refetch()} />;
  if (list.isPending) {
    return (
      <>
        <LoadingWords what="sessions" />
        <Skeleton className="h-15" />
      </>
    );
  }
  const sessions = list.data.pages.flatMap((page) => page.items);
  if (sessions.length === 0) {
    return (
      <p className="rounded-md border border-dashed px-4 py-6 text-center text-sm text-ink-2">
        No session yet: a session is one line of work, on a branch and in a folder of its own.
      </p>
    );
  }
  return (
    <div className="flex flex-col gap-3">
      <ul aria-label="Sessions" className="divide-y rounded-md border bg-surface">
        {sessions.map((session) => (
          <SessionRow
            key={session.id}
            session={session}
            orchestratorName={orchestratorNames.get(session.orchestrator) ?? session.orchestrator}
            agentName={agentNames.get(session.agent) ?? session.agent}
          />
        ))}
      </ul>
      {list.hasNextPage && (
        <Button
          className="self-center"
          pending={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          {list.isFetchingNextPage ? "Loading older sessions…" : "Older sessions"}
        </Button>
      )}
    </div>
  );
}
