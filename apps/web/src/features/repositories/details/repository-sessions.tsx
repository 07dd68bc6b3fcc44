import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { trpc } from "../../../lib/trpc.ts";
import { QueryProblem } from "../../../ui/notice.tsx";
import { Section } from "../../../ui/section.tsx";
import { LoadingWords, Skeleton } from "../../../ui/skeleton.tsx";
import { SessionRows } from "../../sessions/session-rows.tsx";
import { useNames } from "../../sessions/use-names.ts";

const pageSize = 20;

/** The sessions of a repository, newest first, as they are now. */
export function RepositorySessions({ repositoryId }: { repositoryId: string }) {
  return (
    <Section title={t`Sessions`}>
      <Sessions repositoryId={repositoryId} />
    </Section>
  );
}

function Sessions({ repositoryId }: { repositoryId: string }) {
  const list = trpc.sessions.list.useInfiniteQuery(
    { repositoryId, limit: pageSize },
    { getNextPageParam: (page) => page.nextCursor },
  );
  const names = useNames();
  if (list.isLoadingError)
    return <QueryProblem error={list.error} onRetry={() => void list.refetch()} />;
  if (list.isPending) {
    return (
      <>
        <LoadingWords what={t`sessions`} />
        <Skeleton className="h-15" />
      </>
    );
  }
  const sessions = list.data.pages.flatMap((page) => page.items);
  if (sessions.length === 0) {
    return (
      <p className="rounded-md border border-dashed px-4 py-6 text-center text-sm text-ink-2">
        <Trans>
          No session yet: a session is one line of work, on a branch and in a folder of its own.
        </Trans>
      </p>
    );
  }
  return <SessionRows sessions={sessions} names={names} pages={list} />;
}
