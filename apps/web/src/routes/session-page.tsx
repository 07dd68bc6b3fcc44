import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { RouterOutputs } from "@signalbox/api/router";
import { getRouteApi } from "@tanstack/react-router";
import { useEffect, useId, useRef } from "react";
import { GitDialogs } from "../features/remotes/git-dialogs.tsx";
import { useSessionCommands } from "../features/sessions/session-commands.ts";
import type { SessionView } from "../features/sessions/session-views.ts";
import { IdleWorkspace, RunWorkspace } from "../features/sessions/session-workspace.tsx";
import { problemOf } from "../lib/errors.ts";
import { trpc } from "../lib/trpc.ts";
import { NotFound } from "../ui/not-found.tsx";
import { QueryProblem } from "../ui/notice.tsx";
import { useTitle } from "../ui/page.tsx";
import { Select } from "../ui/select.tsx";
import { LoadingWords, Skeleton } from "../ui/skeleton.tsx";
import { statusWord } from "../ui/status-signal.tsx";

const route = getRouteApi("/sessions/$sessionId");

/** One session: its run live, what it has changed, and its history. */
export function SessionPage() {
  const { sessionId } = route.useParams();
  const session = trpc.sessions.get.useQuery({ id: sessionId });
  const isGone = session.isError && problemOf(session.error).code === "SESSION_NOT_FOUND";
  if (isGone) return <SessionNotFound />;
  // What was read before stays readable when it cannot be read again.
  if (session.data) return <Loaded key={sessionId} session={session.data} />;
  if (session.isError) {
    return <QueryProblem error={session.error} onRetry={() => void session.refetch()} />;
  }
  return <SessionSkeleton />;
}

function Loaded({ session }: { session: RouterOutputs["sessions"]["get"] }) {
  const { run: chosenId, view = "timeline" } = route.useSearch();
  const navigate = route.useNavigate();
  const runs = trpc.runs.list.useQuery({ sessionId: session.id });
  // The status first: of a title, a narrow tab shows the beginning.
  useTitle(`${statusWord(session.status)}: ${session.name}`);

  const setView = (next: SessionView) =>
    void navigate({
      search: (before) => ({ ...before, view: next === "timeline" ? undefined : next }),
      replace: true,
    });
  useSessionCommands(setView);
  const latest = session.latestRun;
  // The latest run comes with the session, and is told of first.
  const run = runs.data?.items.find(({ id }) => id === chosenId && id !== latest?.id) ?? latest;
  // The chosen run brings a workspace of its own: whoever chose with the keyboard stays at the choice.
  const pickerId = useId();
  const isPicking = useRef(false);
  useEffect(() => {
    if (isPicking.current) document.getElementById(pickerId)?.focus();
    isPicking.current = false;
  }, [run?.id, pickerId]);
  const showLatest = () => {
    void navigate({ search: ({ view: kept }) => ({ view: kept }), replace: true });
    // The form that had the focus makes room for the run.
    document.querySelector<HTMLElement>("#main")?.focus({ preventScroll: true });
  };
  const picker = latest && latest.number > 1 && run && (
    <Select
      label={t`Run`}
      control={{ id: pickerId }}
      className="h-7"
      items={(runs.data?.items ?? [latest]).map((item) => ({
        value: item.id,
        label: runWords(item.number, latest.number, statusWord(item.status)),
      }))}
      value={run.id}
      onChange={(id) => {
        isPicking.current = id !== run.id;
        void navigate({
          search: ({ view: kept }) => ({ run: id === latest.id ? undefined : id, view: kept }),
          replace: true,
        });
      }}
    />
  );
  return (
    // On a very low screen (or a very large zoom) the page scrolls as a whole, and the timeline keeps a height to be read in.
    <div className="flex h-full min-h-0 flex-col [@media(max-height:32rem)]:min-h-[36rem]">
      <GitDialogs session={session}>
        {run ? (
          <RunWorkspace
            key={run.id}
            session={session}
            run={run}
            picker={picker}
            view={view}
            onView={setView}
            onStarted={showLatest}
          />
        ) : (
          <IdleWorkspace session={session} view={view} onView={setView} onStarted={showLatest} />
        )}
      </GitDialogs>
    </div>
  );
}

function runWords(number: number, total: number, status: string): string {
  return t`Run ${number} of ${total}: ${status}`;
}

function SessionNotFound() {
  return (
    <NotFound title={t`No such session`} to="/" link={t`To the overview`}>
      <Trans>It was deleted, or the address is not quite right.</Trans>
    </NotFound>
  );
}

function SessionSkeleton() {
  return (
    <div className="flex h-full flex-col">
      <LoadingWords what={t`the session`} />
      <div className="flex flex-col gap-2.5 border-b px-3 py-2.5 md:px-4">
        <Skeleton className="h-6 w-64 max-w-full" />
        <Skeleton className="h-5 w-96 max-w-full max-md:hidden" />
        <Skeleton className="h-5 w-80 max-w-full" />
      </div>
      <div className="flex flex-col gap-3 p-4">
        <Skeleton className="h-9" />
        <Skeleton className="ml-8 h-5 w-2/3" />
        <Skeleton className="ml-8 h-20" />
        <Skeleton className="h-9" />
      </div>
    </div>
  );
}
