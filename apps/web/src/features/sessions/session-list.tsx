import type { SessionStatus } from "@signalbox/shared";
import { keepPreviousData } from "@tanstack/react-query";
import { SignpostBig } from "lucide-react";
import { trpc } from "../../lib/trpc.ts";
import { QueryProblem } from "../../ui/notice.tsx";
import { LoadingWords, Skeleton } from "../../ui/skeleton.tsx";
import { SessionRows } from "./session-rows.tsx";
import { useNames } from "./use-names.ts";

const pageSize = 50;

/** The sessions, newest first, as they are now; more come with a button. */
export function SessionList({
  search,
  status,
  empty,
}: {
  search: string;
  status: SessionStatus | undefined;
  empty: React.ReactNode;
}) {
  const list = trpc.sessions.list.useInfiniteQuery(
    { search: search || undefined, status, limit: pageSize },
    { getNextPageParam: (page) => page.nextCursor, placeholderData: keepPreviousData },
  );
  const names = useNames();

  if (list.isLoadingError)
    return <QueryProblem error={list.error} onRetry={() => void list.refetch()} />;
  if (list.isPending) return <SessionListSkeleton />;
  const sessions = list.data.pages.flatMap((page) => page.items);
  if (sessions.length === 0) {
    return search || status ? <NothingFound /> : empty;
  }
  return <SessionRows sessions={sessions} names={names} pages={list} />;
}

function NothingFound() {
  return (
    <div className="flex flex-col items-center gap-1 rounded-md border border-dashed py-10 text-ink-2">
      <SignpostBig aria-hidden className="size-6 text-ink-3" />
      <p className="font-medium text-ink">No session fits</p>
      <p className="text-sm">Try other words, or another status.</p>
    </div>
  );
}

function SessionListSkeleton() {
  return (
    <>
      <LoadingWords what="sessions" />
      <div className="divide-y rounded-md border bg-surface">
        {["w-48", "w-64", "w-40"].map((width) => (
          <div key={width} className="flex h-15 items-center gap-4 px-4">
            <Skeleton className="h-4 w-20" />
            <div className="flex flex-1 flex-col gap-2">
              <Skeleton className={`h-3.5 ${width}`} />
              <Skeleton className="h-3 w-32" />
            </div>
            <Skeleton className="h-3 w-16" />
          </div>
        ))}
      </div>
    </>
  );
}
