import { i18n } from "@lingui/core";
import { plural, t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { ActivityDay } from "@signalbox/shared";
import { Table2 } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { formatCost } from "../../lib/format.ts";
import { Button } from "../../ui/button.tsx";
import { costOf, formatDay, runsOf } from "./activity-sums.ts";
import { BarChart, type Bar } from "./bar-chart.tsx";

const ActivityDialog = lazy(() =>
  import("./activity-dialog.tsx").then((module) => ({ default: module.ActivityDialog })),
);

/** Runs and cost of each of the last days as bars, and the same as a table. */
export function ActivityCharts({ days }: { days: readonly ActivityDay[] }) {
  const [isTableOpen, setTableOpen] = useState(false);
  const { runs, unfinished } = runsOf(days);
  const count = days.length;
  const cost = formatCost(costOf(days));
  return (
    <div className="flex h-full gap-4 sm:pr-7">
      <figure className="flex min-w-0 flex-1 flex-col gap-1">
        <figcaption className="flex h-4 items-center gap-3 text-xs text-ink-3">
          <span className="truncate">
            <Trans>Runs a day</Trans>
          </span>
          <Legend />
        </figcaption>
        <BarChart
          bars={days.map(runsBar)}
          label={t`Runs a day in the last ${count} days: ${runs} in all, ${unfinished} of them unfinished.`}
        />
      </figure>
      <figure className="flex min-w-0 flex-1 flex-col gap-1">
        <figcaption className="flex h-4 items-center text-xs text-ink-3">
          <span className="truncate">
            <Trans>Cost a day</Trans>
          </span>
        </figcaption>
        <BarChart
          bars={days.map(costBar)}
          label={t`Cost a day in the last ${count} days: ${cost} in all.`}
        />
      </figure>
      <Button
        variant="ghost"
        size="sm"
        aria-label={t`Activity as a table`}
        title={t`Activity as a table`}
        className="absolute top-1.5 right-1.5 w-7 px-0 pointer-coarse:size-10"
        onClick={() => setTableOpen(true)}
      >
        <Table2 aria-hidden className="size-4" />
      </Button>
      {isTableOpen && (
        <Suspense fallback={null}>
          <ActivityDialog days={days} onClose={() => setTableOpen(false)} />
        </Suspense>
      )}
    </div>
  );
}

function Legend() {
  return (
    <span className="ml-auto flex items-center gap-1 whitespace-nowrap">
      <svg viewBox="0 0 8 8" aria-hidden className="size-2">
        <rect x=".5" y=".5" width="7" height="7" fill="var(--bad-soft)" stroke="var(--bad)" />
        <path d="M0 8 8 0" stroke="var(--bad)" />
      </svg>
      <Trans>unfinished</Trans>
    </span>
  );
}

function runsBar({ date, runs, unfinished }: ActivityDay): Bar {
  const day = formatDay(date, i18n.locale);
  const all = plural(runs, { one: "# run", other: "# runs" });
  return {
    key: date,
    pieces: [
      { value: runs - unfinished, look: "plain" },
      { value: unfinished, look: "hatched" },
    ],
    words: unfinished > 0 ? t`${day}: ${all}, ${unfinished} unfinished` : t`${day}: ${all}`,
  };
}

function costBar(activityDay: ActivityDay): Bar {
  const { date, costUsd } = activityDay;
  const day = formatDay(date, i18n.locale);
  const cost = formatCost(costOf([activityDay]));
  return {
    key: date,
    pieces: [{ value: costUsd, look: "plain" }],
    words: t`${day}: ${cost}`,
  };
}
