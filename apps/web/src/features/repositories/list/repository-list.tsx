import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { keepPreviousData } from "@tanstack/react-query";
import { SearchX } from "lucide-react";
import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import { trpc } from "../../../lib/trpc.ts";
import { Button } from "../../../ui/button.tsx";
import { QueryProblem } from "../../../ui/notice.tsx";
import { LoadingWords, Skeleton } from "../../../ui/skeleton.tsx";
import { FirstRun } from "../first-run.tsx";
import { ForgetRepository } from "../forget-repository.tsx";
import { RenameRepository } from "../rename-repository.tsx";
import { RepositoryRow, type RepositoryItem } from "./repository-row.tsx";
import type { RepositorySort } from "./sorts.ts";

const pageSize = 100;
/** Runs begin and end, and folders come and go, without the page being told. */
const lookAgainMs = 10_000;

/** The registered repositories. More come by themselves when the end is scrolled to; arrow keys go from row to row. */
export function RepositoryList({ search, sort }: { search: string; sort: RepositorySort }) {
  const list = trpc.repositories.list.useInfiniteQuery(
    { search: search || undefined, sort, limit: pageSize },
    {
      getNextPageParam: (page) => page.nextCursor,
      placeholderData: keepPreviousData,
      refetchInterval: lookAgainMs,
    },
  );
  const [forgetting, setForgetting] = useState<RepositoryItem | null>(null);
  const [renaming, setRenaming] = useState<RepositoryItem | null>(null);

  if (list.isLoadingError)
    return <QueryProblem error={list.error} onRetry={() => void list.refetch()} />;
  if (list.isPending) return <RepositoryListSkeleton />;
  const repositories = list.data.pages.flatMap((page) => page.items);
  if (repositories.length === 0) return search === "" ? <FirstRun /> : <NothingFound />;

  return (
    <div className="flex flex-col gap-3">
      <ul
        id={repositoryListId}
        aria-label={t`Repositories`}
        onKeyDown={moveBetweenRows}
        className="divide-y rounded-md border bg-surface"
      >
        {repositories.map((repository) => (
          <RepositoryRow
            key={repository.id}
            repository={repository}
            onRename={() => setRenaming(repository)}
            onForget={() => setForgetting(repository)}
          />
        ))}
      </ul>
      {list.hasNextPage && (
        <More isLoading={list.isFetchingNextPage} onMore={() => void list.fetchNextPage()} />
      )}
      {forgetting && (
        <ForgetRepository repository={forgetting} onDone={() => setForgetting(null)} />
      )}
      {renaming && <RenameRepository repository={renaming} onDone={() => setRenaming(null)} />}
    </div>
  );
}

const repositoryListId = "repository-list";

/** The links of the rows, in order. */
function rowLinks(): HTMLElement[] {
  const list = document.getElementById(repositoryListId);
  return [...(list?.querySelectorAll<HTMLElement>("[data-row-link]") ?? [])];
}

/** Go to the first repository of the list. */
export function focusFirstRepository(): void {
  rowLinks()[0]?.focus();
}

const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity };

function moveBetweenRows(event: KeyboardEvent<HTMLElement>): void {
  const step = steps[event.key];
  if (step === undefined || event.defaultPrevented) return;
  const links = rowLinks();
  const row = event.target instanceof Element ? event.target.closest("li") : null;
  const index = links.findIndex((link) => row?.contains(link));
  if (index === -1) return;
  event.preventDefault();
  links[Math.min(links.length - 1, Math.max(0, index + step))]?.focus();
}

/** Asks for more when it comes into view; a button for whoever does not scroll. */
function More({ isLoading, onMore }: { isLoading: boolean; onMore: () => void }) {
  const place = useRef<HTMLDivElement>(null);
  const latest = useRef(onMore);
  latest.current = onMore;
  useEffect(() => {
    const { current } = place;
    if (!current || isLoading) return;
    const observer = new IntersectionObserver(
      ([entry]) => entry?.isIntersecting && latest.current(),
      { rootMargin: "400px" },
    );
    observer.observe(current);
    return () => observer.disconnect();
  }, [isLoading]);
  return (
    <div ref={place} className="flex justify-center">
      <Button pending={isLoading} onClick={onMore}>
        {isLoading ? t`Loading more repositories…` : t`More repositories`}
      </Button>
    </div>
  );
}

function NothingFound() {
  return (
    <div className="flex flex-col items-center gap-1 rounded-md border border-dashed py-10 text-ink-2">
      <SearchX aria-hidden className="size-6 text-ink-3" />
      <p className="font-medium text-ink">
        <Trans>No repository fits</Trans>
      </p>
      <p className="text-sm">
        <Trans>Try a part of its name, or of its path.</Trans>
      </p>
    </div>
  );
}

function RepositoryListSkeleton() {
  return (
    <>
      <LoadingWords what={t`repositories`} />
      <div className="divide-y rounded-md border bg-surface">
        {["w-32", "w-44", "w-36"].map((width) => (
          <div key={width} className="flex h-15 flex-col justify-center gap-2 px-4">
            <Skeleton className={`h-3.5 ${width}`} />
            <Skeleton className="h-3 w-72 max-w-full" />
          </div>
        ))}
      </div>
    </>
  );
}
