import { t } from "@lingui/core/macro";
import { keepPreviousData } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { ActivityStrip } from "../features/overview/activity-strip.tsx";
import { useAgents } from "../features/agents/use-agents.ts";
import { Board } from "../features/overview/board.tsx";
import { FilterBar } from "../features/overview/filter-bar.tsx";
import { NoSession } from "../features/overview/no-session.tsx";
import { filtersOf } from "../features/overview/overview-search.ts";
import { StateCounts } from "../features/overview/state-counts.tsx";
import { ViewChoice } from "../features/overview/view-choice.tsx";
import { useOverview } from "../features/overview/use-overview.ts";
import { useNames } from "../features/sessions/use-names.ts";
import { trpc } from "../lib/trpc.ts";
import { useTitle } from "../ui/page.tsx";

const FirstRun = lazy(() =>
  import("../features/repositories/first-run.tsx").then((module) => ({
    default: module.FirstRun,
  })),
);

/** What runs, what waits for the person and what it costs, live; before the first repository, the way to begin. */
export function OverviewPage() {
  const { search, set } = useOverview();
  const names = useNames();
  const agents = useAgents();
  const repositories = trpc.repositories.list.useQuery({ limit: 1 });
  const counts = trpc.sessions.counts.useQuery(filtersOf(search), {
    placeholderData: keepPreviousData,
  });
  const all = trpc.sessions.counts.useQuery({}).data;
  const waiting = all?.states.needs_you ?? 0;
  useTitle(waiting > 0 ? t`(${waiting}) Overview` : t`Overview`);

  const hasNoSession = all !== undefined && Object.values(all.states).every((n) => n === 0);
  const hasNoRepository = hasNoSession && repositories.data?.items.length === 0;
  return (
    <div data-overview className="h-full overflow-y-auto">
      <div className="mx-auto flex max-w-[120rem] flex-col gap-3 px-3 pt-3 pb-8 md:px-4 md:pt-4">
        <div className="flex min-h-9 items-center justify-between gap-3">
          <h1 className="text-xl font-semibold">{t`Overview`}</h1>
          {!hasNoSession && <ViewChoice view={search.view ?? "states"} />}
        </div>
        {hasNoRepository ? (
          <Suspense>
            <FirstRun />
          </Suspense>
        ) : (
          <>
            <div className="grid gap-3 xl:grid-cols-[minmax(26rem,2fr)_3fr]">
              <StateCounts counts={counts.data?.states} current={search.state} />
              <ActivityStrip repositoryId={search.repo} className="min-w-0" />
            </div>
            {hasNoSession ? (
              <NoSession />
            ) : (
              <>
                <FilterBar
                  search={search}
                  set={set}
                  repositories={all?.repositories ?? []}
                  agents={agents ?? []}
                  orchestratorNames={names.orchestrators}
                />
                <Board
                  search={search}
                  set={set}
                  counts={counts.data}
                  repositories={all?.repositories ?? []}
                  names={names}
                />
              </>
            )}
          </>
        )}
      </div>
    </div>
  );
}
