import { t } from "@lingui/core/macro";
import { Plural, Trans } from "@lingui/react/macro";
import type { RouterOutputs } from "@signalbox/api/router";
import { isEnded } from "@signalbox/shared";
import { ChartNoAxesColumn } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { trpc } from "../../../lib/trpc.ts";
import { EmptyWords } from "../../../ui/empty-words.tsx";
import { QueryProblem } from "../../../ui/notice.tsx";
import { LoadingWords, Skeleton } from "../../../ui/skeleton.tsx";
import { useGoToEvent } from "../shown-run.ts";
import { IterationChart } from "./iteration-chart.tsx";
import { IterationTable } from "./iteration-table.tsx";

/** While a run goes on, what it uses within an iteration is read this often. */
const liveIntervalMs = 5_000;
/** The latest ones stand in the table, and so many more each time that earlier ones are asked for: rows of a table cost time. */
const rowStep = 100;

/** A run's iterations to look at: a chart, and a table of the same. `moment` names the latest iteration or checkpoint: another one means news. */
export function Iterations({ run, moment }: { run: RouterOutputs["runs"]["get"]; moment: string }) {
  const goTo = useGoToEvent();
  const [maxRows, setMaxRows] = useState(rowStep);
  const outline = trpc.runs.outline.useQuery(
    { id: run.id },
    { refetchInterval: isEnded(run.status) ? false : liveIntervalMs },
  );
  const { refetch } = outline;
  const seen = useRef(moment);
  useEffect(() => {
    if (seen.current === moment) return;
    seen.current = moment;
    void refetch();
  }, [moment, refetch]);

  if (outline.isLoadingError) {
    return <QueryProblem error={outline.error} onRetry={() => void refetch()} />;
  }
  if (!outline.data) return <IterationsSkeleton />;
  const { iterations } = outline.data;
  if (iterations.length === 0) {
    return (
      <EmptyWords Icon={ChartNoAxesColumn} title={t`No iteration yet`}>
        <Trans>What each iteration did and cost is drawn here.</Trans>
      </EmptyWords>
    );
  }
  // The latest first: it is what one asks for.
  const latest = iterations.toReversed();
  const hidden = Math.max(0, latest.length - maxRows);
  const next = Math.min(rowStep, hidden);
  return (
    <div
      // Scrolls by itself, so it can be reached and moved with the keyboard.
      tabIndex={0}
      role="region"
      aria-label={t`Iterations`}
      className="flex min-h-0 flex-1 flex-col gap-3 overflow-y-auto p-3 focus-visible:-outline-offset-2 md:px-4"
    >
      <IterationChart iterations={iterations} onGoTo={goTo} />
      <div className="overflow-x-auto">
        <IterationTable iterations={hidden > 0 ? latest.slice(0, maxRows) : latest} onGoTo={goTo} />
      </div>
      {hidden > 0 && (
        <button
          type="button"
          onClick={() => setMaxRows(maxRows + rowStep)}
          className="self-start text-xs font-medium text-accent hover:underline"
        >
          <Plural value={next} one="Show # earlier iteration" other="Show # earlier iterations" />
        </button>
      )}
    </div>
  );
}

function IterationsSkeleton() {
  return (
    <div className="flex flex-1 flex-col gap-3 p-4">
      <LoadingWords what={t`the iterations`} />
      <Skeleton className="h-40" />
      <Skeleton className="h-24" />
    </div>
  );
}
