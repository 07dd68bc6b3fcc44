import { t } from "@lingui/core/macro";
import type { RouterOutputs } from "@signalbox/api/router";
import { History as HistoryIcon } from "lucide-react";
import type { KeyboardEvent } from "react";
import { trpc } from "../../lib/trpc.ts";
import { useNow } from "../../lib/use-now.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyWords } from "../../ui/empty-words.tsx";
import { QueryProblem } from "../../ui/notice.tsx";
import { Segments } from "../../ui/segments.tsx";
import { LoadingWords, Skeleton } from "../../ui/skeleton.tsx";
import { graphWidth } from "./commit-graph.tsx";
import { kindOf } from "./commit-kind.ts";
import { CommitRow } from "./commit-row.tsx";
import { graphOf } from "./graph.ts";
import type { HistoryState } from "./history-state.ts";
import { SessionArchives } from "./session-archives.tsx";

const nowIntervalMs = 60_000;
const pageSize = 50;

/** The commits of a session with the checkpoints of its runs: look at each, go back to any of them, forward again. */
export function History({
  session,
  isBusy,
  state,
  onState,
  onCompare,
}: {
  session: RouterOutputs["sessions"]["get"];
  isBusy: boolean;
  state: HistoryState;
  onState: (change: Partial<HistoryState>) => void;
  /** Show what is different between two commits. */
  onCompare: (choice: { from: string; to: string }) => void;
}) {
  const sessionId = session.id;
  const { scope, openCommit, isArchiveOpen } = state;
  const log = trpc.git.log.useInfiniteQuery(
    // The base branch's own commits may have to be fetched to be counted: only the session's are.
    { sessionId, scope, stats: scope === "session", limit: pageSize },
    { getNextPageParam: ({ nextCursor }) => nextCursor },
  );
  const runs = trpc.runs.list.useQuery({ sessionId });
  const status = trpc.git.status.useQuery({ sessionId });
  const now = useNow(nowIntervalMs);

  const commits = log.data?.pages.flatMap(({ items }) => items) ?? [];
  const rows = graphOf(commits);
  const width = graphWidth(rows);
  const head = status.data?.head ?? commits[0]?.commit;
  return (
    // Scrolls by itself, so it can be reached and moved with the keyboard.
    <div
      tabIndex={0}
      role="region"
      aria-label={t`History`}
      className="flex min-h-0 flex-1 flex-col gap-3 overflow-y-auto p-4 focus-visible:-outline-offset-2"
    >
      <Segments<HistoryState["scope"]>
        legend={t`Commits`}
        items={[
          { value: "session", label: t`Of this session` },
          { value: "all", label: t`With those of ${session.baseBranch}` },
        ]}
        value={scope}
        onChange={(next) => onState({ scope: next })}
      />
      {log.isLoadingError ? (
        <QueryProblem error={log.error} onRetry={() => void log.refetch()} />
      ) : log.isPending ? (
        <HistorySkeleton />
      ) : commits.length === 0 ? (
        <EmptyWords Icon={HistoryIcon} title={t`No commits of its own`}>
          {t`${session.baseBranch} has everything that is committed here.`}
        </EmptyWords>
      ) : (
        <ol
          aria-label={t`Commits, newest first`}
          onKeyDown={moveByArrows}
          className="flex flex-col"
        >
          {commits.map((entry, index) => (
            <CommitRow
              key={entry.commit}
              session={session}
              entry={entry}
              kind={kindOf(entry, runs.data?.items ?? [])}
              graph={{ row: rows[index] ?? emptyRow, width }}
              isHead={entry.commit === head}
              isClean={status.data?.clean ?? false}
              isBusy={isBusy}
              now={now}
              open={openCommit === entry.commit}
              onToggle={(isOpen) => onState({ openCommit: isOpen ? entry.commit : null })}
              onCompare={onCompare}
            />
          ))}
        </ol>
      )}
      {log.hasNextPage && (
        <Button
          className="self-start"
          pending={log.isFetchingNextPage}
          onClick={() => void log.fetchNextPage()}
        >
          {log.isFetchingNextPage ? t`Loading…` : t`Older commits`}
        </Button>
      )}
      <SessionArchives
        session={session}
        isBusy={isBusy}
        open={isArchiveOpen}
        onToggle={(isOpen) => onState({ isArchiveOpen: isOpen })}
      />
    </div>
  );
}

const emptyRow = { column: 0, above: [], below: [], open: [] };

/** The arrow keys go from commit to commit. */
function moveByArrows(event: KeyboardEvent<HTMLElement>): void {
  const lines = [
    ...event.currentTarget.querySelectorAll<HTMLElement>("[data-commit] button"),
  ].filter((button) => button.hasAttribute("aria-expanded"));
  const at = lines.findIndex((line) => line === document.activeElement);
  if (at === -1) return;
  const target = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: lines.length - 1 }[event.key];
  if (target === undefined) return;
  event.preventDefault();
  lines[target]?.focus();
}

function HistorySkeleton() {
  return (
    <div className="flex flex-col gap-3">
      <LoadingWords what={t`the history`} />
      {["a", "b", "c", "d"].map((key) => (
        <Skeleton key={key} className="h-9" />
      ))}
    </div>
  );
}
