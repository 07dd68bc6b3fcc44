import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { RouterOutputs } from "@signalbox/api/router";
import { getRouteApi, Link } from "@tanstack/react-router";
import { ArrowLeft, Printer } from "lucide-react";
import { useAgent } from "../features/agents/use-agents.ts";
import { causeWords } from "../features/runs/cause-words.ts";
import { IterationChart } from "../features/runs/iterations/iteration-chart.tsx";
import {
  ChangedFileList,
  CheckResults,
  Facts,
  ReportPart,
} from "../features/runs/report/report-parts.tsx";
import { useReport } from "../features/runs/report/use-report.ts";
import { WholeTable } from "../features/runs/report/whole-table.tsx";
import { SaysDone } from "../features/runs/rows/says-done.tsx";
import { meaningOf, wordsOfReason } from "../features/runs/run-reasons.ts";
import { withoutPromise } from "../features/runs/said-done.ts";
import { usageWords } from "../features/runs/usage.ts";
import { useOrchestratorNames } from "../features/sessions/use-names.ts";
import { cn } from "../lib/cn.ts";
import { formatDuration, formatLimit, formatMoment, formatUsd } from "../lib/format.ts";
import { trpc } from "../lib/trpc.ts";
import { Button, buttonClass } from "../ui/button.tsx";
import { Markdown } from "../ui/markdown.tsx";
import { QueryProblem } from "../ui/notice.tsx";
import { useTitle } from "../ui/page.tsx";
import { LoadingWords, Skeleton } from "../ui/skeleton.tsx";
import { StatusSignal } from "../ui/status-signal.tsx";
import "../features/runs/report/report.css";

const route = getRouteApi("/sessions/$sessionId/report");
/** As wide as A4 and Letter have room for at 96 dots an inch, so that the chart is the same on the screen and on paper. */
const chartWidthPx = 640;

type Session = RouterOutputs["sessions"]["get"];
type Run = RouterOutputs["runs"]["get"];

/** A run on paper: what was asked, what it cost, what came of it. */
export function ReportPage() {
  const { sessionId } = route.useParams();
  const { run: chosenId } = route.useSearch();
  const session = trpc.sessions.get.useQuery({ id: sessionId });
  const runId = chosenId ?? session.data?.latestRun?.id;
  const run = trpc.runs.get.useQuery({ id: runId ?? "" }, { enabled: runId !== undefined });
  const failed = [session, run].find(({ isError }) => isError);
  if (failed) return <QueryProblem error={failed.error} onRetry={() => void failed.refetch()} />;
  if (session.data && runId === undefined) {
    return (
      <p className="p-6">
        <Trans>This session has had no run yet: there is nothing to report.</Trans>
      </p>
    );
  }
  if (!session.data || !run.data) return <ReportSkeleton />;
  return <Report session={session.data} run={run.data} />;
}

function Report({ session, run }: { session: Session; run: Run }) {
  const { number } = run;
  const { outline, checks, finalMessage, ending, files, isReady } = useReport(session.id, run);
  const orchestrator = useOrchestratorNames().get(session.orchestrator) ?? session.orchestrator;
  const agent = useAgent(session.agent)?.name ?? session.agent;
  useTitle(t`Report: ${session.name}, run ${number}`);
  const iterations = outline?.iterations ?? [];
  const last = withoutPromise(finalMessage ?? "");
  return (
    <div className="h-full overflow-y-auto">
      <article className="report mx-auto flex max-w-3xl flex-col gap-6 px-4 py-6 md:px-8">
        <header className="flex flex-col gap-3">
          <div className="flex flex-wrap items-center justify-between gap-2 print:hidden">
            <Link
              to="/sessions/$sessionId"
              params={{ sessionId: session.id }}
              search={{ run: run.id }}
              className={cn(buttonClass({ variant: "ghost" }), "-ml-3")}
            >
              <ArrowLeft aria-hidden className="size-4" />
              <Trans>To the session</Trans>
            </Link>
            <Button disabled={!isReady} onClick={() => globalThis.print()}>
              <Printer aria-hidden className="size-4" />
              <Trans>Print / Save as PDF</Trans>
            </Button>
          </div>
          <div>
            <h1 className="text-xl font-semibold [overflow-wrap:anywhere]">{session.name}</h1>
            <p className="flex flex-wrap items-center gap-2 text-sm text-ink-2">
              <span>
                <Trans>Report of run {number}</Trans>
              </span>
              <StatusSignal status={run.status} chip />
            </p>
          </div>
          <Facts facts={factsOf(session, run, { orchestrator, agent })} />
        </header>
        <ReportPart title={t`Result`}>
          <Result run={run} message={ending?.message ?? null} />
        </ReportPart>
        <ReportPart title={t`Prompt`}>
          <p className="text-sm whitespace-pre-wrap [overflow-wrap:anywhere]">{run.prompt}</p>
        </ReportPart>
        {finalMessage !== null && finalMessage !== "" && (
          <ReportPart title={t`What the agent said last`}>
            <div className="text-sm">
              <Markdown text={last.text} isWhole onWhole={() => {}} />
              {last.saysDone && <SaysDone />}
            </div>
          </ReportPart>
        )}
        {checks !== null && checks.length > 0 && (
          <ReportPart title={t`Checks`}>
            <CheckResults checks={checks} />
          </ReportPart>
        )}
        {iterations.length > 0 && (
          <ReportPart title={t`Iterations`}>
            <div className="overflow-x-auto">
              <IterationChart iterations={iterations} width={chartWidthPx} />
              <WholeTable iterations={iterations} />
            </div>
          </ReportPart>
        )}
        {files !== null && files.length > 0 && (
          <ReportPart title={t`Changed files of the session`}>
            <ChangedFileList files={files} />
          </ReportPart>
        )}
      </article>
    </div>
  );
}

function Result({ run, message }: { run: Run; message: string | null }) {
  if (run.reason === null) {
    return (
      <p className="text-sm">
        <Trans>The run still goes on: this is what it has done until now.</Trans>
      </p>
    );
  }
  const cause = causeWords(run);
  return (
    <div className="text-sm">
      <p className="font-medium">
        {wordsOfReason(run.reason).title}
        {cause !== null && ` · ${cause}`}
      </p>
      {message !== null && <p className="[overflow-wrap:anywhere]">{message}</p>}
      <p className="text-ink-2">{meaningOf(run.reason, run.category ?? undefined)}</p>
    </div>
  );
}

function factsOf(session: Session, run: Run, names: { orchestrator: string; agent: string }) {
  const { startedAt, endedAt, budget, iterations } = run;
  const { branch, baseBranch } = session;
  const { maxIterations, maxDurationMs, maxCostUsd } = budget;
  const limits = [
    t`${maxIterations} iterations`,
    ...(maxDurationMs === null ? [] : [formatLimit(maxDurationMs)]),
    ...(maxCostUsd === null ? [] : [formatUsd(maxCostUsd)]),
  ].join(", ");
  const lasted =
    startedAt === null || endedAt === null
      ? null
      : formatDuration(Date.parse(endedAt) - Date.parse(startedAt));
  return [
    [t`Repository`, session.repositoryName],
    [t`Branch`, t`${branch} from ${baseBranch}`],
    [t`Orchestrator`, names.orchestrator],
    [t`Agent`, names.agent],
    [t`Began`, startedAt === null ? "–" : formatMoment(startedAt)],
    [t`Ended`, endedAt === null ? "–" : formatMoment(endedAt)],
    [t`Elapsed`, lasted ?? "–"],
    [t`Budget`, limits],
    [t`Iterations`, String(iterations)],
    [t`Used`, usageWords({ ...run, cachedInputTokens: null })],
  ] as const;
}

function ReportSkeleton() {
  return (
    <div className="mx-auto flex max-w-3xl flex-col gap-4 px-4 py-6 md:px-8">
      <LoadingWords what={t`the report`} />
      <Skeleton className="h-8 w-72" />
      <Skeleton className="h-32" />
      <Skeleton className="h-64" />
    </div>
  );
}
