import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { Archive } from "lucide-react";
import { Button } from "../../ui/button.tsx";
import { EmptyWords } from "../../ui/empty-words.tsx";
import { QueryProblem } from "../../ui/notice.tsx";
import { LoadingWords, Skeleton } from "../../ui/skeleton.tsx";
import { ArchiveRows } from "./archive-rows.tsx";
import { useArchives } from "./use-archives.ts";

/** All discarded work of a repository that is still to be had: look at it, or open a session with it again. */
export function ArchiveList({ repositoryId }: { repositoryId: string }) {
  const { query, archives } = useArchives(repositoryId);
  if (query.isLoadingError) {
    return <QueryProblem error={query.error} onRetry={() => void query.refetch()} />;
  }
  if (query.isPending) {
    return (
      <div className="flex flex-col gap-2">
        <LoadingWords what={t`the archive`} />
        <Skeleton className="h-14" />
        <Skeleton className="h-14" />
      </div>
    );
  }
  if (archives.length === 0) {
    return (
      <EmptyWords Icon={Archive} title={t`Nothing is archived`}>
        <Trans>
          Work that is discarded, with a session or in one, is kept here and can be restored.
        </Trans>
      </EmptyWords>
    );
  }
  return (
    <div className="flex min-w-0 flex-col gap-3">
      <ArchiveRows repositoryId={repositoryId} archives={archives} rewindIn={null} />
      {query.hasNextPage && (
        <Button
          className="self-start"
          pending={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {query.isFetchingNextPage ? t`Loading…` : t`Older work`}
        </Button>
      )}
    </div>
  );
}
