import { Trans } from "@lingui/react/macro";
import type { Activity } from "@signalbox/shared";
import { keepPreviousData } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { formatCost } from "../../lib/format.ts";
import { trpc } from "../../lib/trpc.ts";
import { Skeleton } from "../../ui/skeleton.tsx";
import { costOf } from "./activity-sums.ts";

const ActivityCharts = lazy(() =>
  import("./activity-charts.tsx").then((module) => ({ default: module.ActivityCharts })),
);

const shownDays = 14;
const daysOfWeek = 7;
/** Also without a change a new day begins, and what goes on costs. */
const renewMs = 60_000;

/** What the runs of the last days cost, and how many there were. */
export function ActivityStrip({
  repositoryId,
  className,
}: {
  repositoryId: string | undefined;
  className?: string;
}) {
  const { data } = trpc.stats.activity.useQuery(
    {
      days: shownDays,
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      repositoryId,
    },
    { refetchInterval: renewMs, placeholderData: keepPreviousData },
  );
  return (
    <div className={className}>
      <div className="relative flex flex-wrap items-stretch gap-x-6 gap-y-3 rounded-md border bg-surface px-3 py-2.5 sm:px-4">
        <dl className="flex shrink-0 gap-6 max-sm:w-full sm:flex-col sm:justify-between sm:gap-1">
          <Sum days={data?.days} count={1}>
            <Trans>Cost today</Trans>
          </Sum>
          <Sum days={data?.days} count={daysOfWeek}>
            <Trans>Last 7 days</Trans>
          </Sum>
        </dl>
        <div className="h-20 min-w-0 flex-1">
          {data ? (
            <Suspense fallback={<ChartsPlace />}>
              <ActivityCharts days={data.days} />
            </Suspense>
          ) : (
            <ChartsPlace />
          )}
        </div>
      </div>
    </div>
  );
}

function Sum({
  days,
  count,
  children,
}: {
  days: Activity["days"] | undefined;
  count: number;
  children: React.ReactNode;
}) {
  return (
    <div className="min-w-20">
      <dt className="text-xs text-ink-3">{children}</dt>
      <dd className="text-base font-semibold">
        {days ? formatCost(costOf(days.slice(-count))) : <Skeleton className="my-0.5 h-4 w-14" />}
      </dd>
    </div>
  );
}

function ChartsPlace() {
  return (
    <div className="grid h-full grid-cols-2 gap-4">
      <Skeleton className="mt-5 bg-sunken" />
      <Skeleton className="mt-5 bg-sunken" />
    </div>
  );
}
