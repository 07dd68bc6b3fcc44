import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { stateOfSession, type SessionSort, type SessionWithRun } from "@signalbox/shared";
import { Link } from "@tanstack/react-router";
import { ArrowDown, ArrowUp } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "../../lib/cn.ts";
import { formatCost } from "../../lib/format.ts";
import { QueryProblem } from "../../ui/notice.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { StateSignal } from "../../ui/state-signal.tsx";
import type { useNames } from "../sessions/use-names.ts";
import { CardActions } from "./card-actions.tsx";
import { CardTime } from "./card-time.tsx";
import { MoreButton } from "./more-button.tsx";
import { needWords } from "./need-words.ts";
import { filtersOf, type OverviewSearch } from "./overview-search.ts";
import { useSessionPages } from "./use-session-pages.ts";

const pageSize = 100;
const cell = "px-2 py-2 whitespace-nowrap";
/** Columns that a narrow window has no room for; the page of a session has all of it. */
const wide = "max-lg:hidden";
const middle = "max-sm:hidden";

/** The sessions as a dense table; the whole row leads to the session. */
export function SessionTable({
  search,
  names,
  empty,
}: {
  search: OverviewSearch;
  names: ReturnType<typeof useNames>;
  empty: ReactNode;
}) {
  const sort = search.sort ?? "changed";
  const { list, sessions } = useSessionPages({
    ...filtersOf(search),
    state: search.state,
    status: search.status,
    sort,
    limit: pageSize,
  });
  if (list.isLoadingError)
    return <QueryProblem error={list.error} onRetry={() => void list.refetch()} />;
  if (!list.isPending && sessions.length === 0 && !list.isFetching) return empty;
  return (
    <div className="flex flex-col gap-3">
      <table
        aria-label={t`Sessions`}
        aria-busy={list.isPlaceholderData}
        className="w-full table-fixed border-separate border-spacing-0 rounded-md border bg-surface text-sm"
      >
        <thead>
          <tr>
            <Head className={cn("w-28", middle)}>
              <Trans>State</Trans>
            </Head>
            <Head sort="name" current={sort}>
              <Trans>Name</Trans>
            </Head>
            <Head className={cn("w-40", middle)}>
              <Trans>Repository</Trans>
            </Head>
            <Head className={cn("w-24", wide)}>
              <Trans>Orchestrator</Trans>
            </Head>
            <Head className={cn("w-28", wide)}>
              <Trans>Agent</Trans>
            </Head>
            <Head className={cn("w-44", wide)}>
              <Trans>Branch</Trans>
            </Head>
            <Head className={cn("w-20 text-right", wide)}>
              <Trans>Iterations</Trans>
            </Head>
            <Head className={cn("w-24 text-right", middle)}>
              <Trans>Cost</Trans>
            </Head>
            <Head sort="changed" current={sort} className="w-26 text-right">
              <Trans>Changed</Trans>
            </Head>
            <Head className="w-11">
              <span className="sr-only">
                <Trans>Actions</Trans>
              </span>
            </Head>
          </tr>
        </thead>
        <tbody>
          {list.isPending ? (
            <SkeletonRows />
          ) : (
            sessions.map((session) => <Row key={session.id} session={session} names={names} />)
          )}
        </tbody>
      </table>
      <MoreButton pages={list} className="self-center" />
    </div>
  );
}

function Head({
  sort,
  current,
  className,
  children,
}: {
  sort?: SessionSort;
  current?: SessionSort;
  className?: string;
  children: ReactNode;
}) {
  const isSorted = sort !== undefined && sort === current;
  const Arrow = sort === "name" ? ArrowUp : ArrowDown;
  return (
    <th
      scope="col"
      aria-sort={isSorted ? (sort === "name" ? "ascending" : "descending") : undefined}
      className={cn(
        "sticky top-0 z-20 h-8 rounded-t-md border-b bg-surface px-2 text-left text-xs font-medium text-ink-3",
        className,
      )}
    >
      {sort ? (
        <Link
          from="/"
          to="/"
          search={(before) => ({ ...before, sort })}
          replace
          className="inline-flex items-center gap-1 rounded-sm hover:text-ink"
        >
          {children}
          <Arrow aria-hidden className={cn("size-3", !isSorted && "invisible")} />
        </Link>
      ) : (
        children
      )}
    </th>
  );
}

function Row({ session, names }: { session: SessionWithRun; names: ReturnType<typeof useNames> }) {
  const { latestRun: run, name } = session;
  const state = stateOfSession(session);
  const why = needWords(session);
  return (
    <tr
      data-session={session.id}
      data-state={state}
      className="group relative hover:bg-sunken has-[a:focus-visible]:bg-sunken has-[a:focus-visible]:outline-2 has-[a:focus-visible]:-outline-offset-2 has-[a:focus-visible]:outline-accent [&>td]:border-t first:[&>td]:border-t-0"
    >
      <td className={cn(cell, middle)}>
        <StateSignal state={state} className="flex text-xs" />
      </td>
      <td className={cn(cell, "max-w-0")}>
        <Link
          to="/sessions/$sessionId"
          params={{ sessionId: session.id }}
          title={name}
          className="block truncate font-medium after:absolute after:inset-0 focus-visible:outline-hidden"
        >
          {name}
        </Link>
        <span className="flex items-center gap-2 text-xs text-ink-3">
          <StateSignal state={state} className="text-xs sm:hidden" />
          {why && <span className="truncate">{why}</span>}
        </span>
      </td>
      <td className={cn(cell, "truncate", middle)}>{session.repositoryName}</td>
      <td className={cn(cell, "truncate text-ink-2", wide)}>
        {names.orchestrators.get(session.orchestrator) ?? session.orchestrator}
      </td>
      <td className={cn(cell, "truncate text-ink-2", wide)}>
        {names.agents.get(session.agent) ?? session.agent}
      </td>
      <td
        className={cn(cell, "truncate font-mono text-xs text-ink-2", wide)}
        title={session.branch}
      >
        {session.branch}
      </td>
      <td className={cn(cell, "text-right", wide)}>
        {run ? (
          <>
            {run.iterations} <span className="text-ink-3">/ {run.budget.maxIterations}</span>
          </>
        ) : (
          "–"
        )}
      </td>
      <td className={cn(cell, "text-right", middle)}>
        {run && run.costUsd !== null ? formatCost(run) : "–"}
      </td>
      <td className={cn(cell, "text-right text-ink-2")}>
        <CardTime session={session} />
      </td>
      <td className="px-1">
        <CardActions session={session} className="justify-end" />
      </td>
    </tr>
  );
}

function SkeletonRows() {
  return Array.from({ length: 8 }, (_, index) => (
    <tr key={index} aria-hidden>
      <td colSpan={10} className="h-13 border-t px-2">
        <Skeleton className="h-4 w-1/2" />
      </td>
    </tr>
  ));
}
