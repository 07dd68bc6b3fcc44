import { t } from "@lingui/core/macro";
import { FileDiff as FileDiffIcon } from "lucide-react";
import { useEffect } from "react";
import { trpc } from "../../lib/trpc.ts";
import { EmptyWords } from "../../ui/empty-words.tsx";
import { QueryProblem } from "../../ui/notice.tsx";
import { LoadingWords, Skeleton } from "../../ui/skeleton.tsx";
import { ChangesView } from "./changes-view.tsx";
import { useComparison, type Comparison } from "./use-comparison.ts";
import { useViewSettings } from "./view-settings.ts";

/** By session, the moment whose changes were read last: while another tab of the page was in view, runs may have gone on. */
const seenMoments = new Map<string, string>();
/** Whoever comes back from an editor wants to see what was done there. */
const byHand = { refetchOnWindowFocus: true } as const;

/**
 * What a session has changed: since its base, or between two other states. `moment` names the last checkpoint or end: another
 * one means new work to read.
 */
export function Changes({
  sessionId,
  moment,
  isBusy,
}: {
  sessionId: string;
  moment: string;
  isBusy: boolean;
}) {
  const [settings, setSettings] = useViewSettings();
  const utils = trpc.useUtils();
  useEffect(() => {
    const before = seenMoments.get(sessionId);
    seenMoments.set(sessionId, moment);
    if (before === undefined || before === moment) return;
    void utils.git.diff.invalidate({ sessionId });
    void utils.git.status.invalidate({ sessionId });
    void utils.git.log.invalidate({ sessionId });
  }, [utils, sessionId, moment]);

  const status = trpc.git.status.useQuery({ sessionId }, byHand);
  const comparison = useComparison(sessionId, {
    ignoreWhitespace: settings.ignoreWhitespace,
    head: status.data?.head,
  });
  const diff = trpc.git.diff.useQuery(comparison.input ?? { sessionId }, {
    ...byHand,
    enabled: comparison.input !== null,
    // Another comparison takes a moment: until then the one before is better than nothing.
    placeholderData: (previous) => previous,
  });
  const failed = comparison.input === null ? status : diff;
  return (
    <ChangesView
      sessionId={sessionId}
      isBusy={isBusy}
      comparison={comparison}
      settings={settings}
      onSettings={setSettings}
      diff={diff.data ?? null}
      uncommitted={status.data?.uncommitted ?? null}
      instead={
        failed.isLoadingError ? (
          <QueryProblem error={failed.error} onRetry={() => void failed.refetch()} />
        ) : diff.data === undefined ? (
          <ChangesSkeleton />
        ) : diff.data.files.length === 0 ? (
          <NoChanges isBusy={isBusy} comparison={comparison} />
        ) : null
      }
    />
  );
}

function NoChanges({ isBusy, comparison }: { isBusy: boolean; comparison: Comparison }) {
  const isWholeSession = comparison.option?.value === "session";
  if (!isWholeSession) {
    return (
      <EmptyWords Icon={FileDiffIcon} title={t`No changes`}>
        {comparison.isUncommitted ? t`Everything is committed.` : t`Both states are the same.`}
      </EmptyWords>
    );
  }
  return (
    <EmptyWords Icon={FileDiffIcon} title={isBusy ? t`No changes yet` : t`No changes`}>
      {isBusy
        ? t`What the agent changes in its worktree shows up here.`
        : t`The session has nothing that its base branch does not have.`}
    </EmptyWords>
  );
}

function ChangesSkeleton() {
  return (
    <div className="flex flex-1 flex-col gap-3 p-4">
      <LoadingWords what={t`changes`} />
      <Skeleton className="h-4 w-40" />
      <Skeleton className="h-16" />
      <Skeleton className="h-64" />
    </div>
  );
}
