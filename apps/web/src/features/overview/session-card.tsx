import { t } from "@lingui/core/macro";
import { stateOfSession, type SessionWithRun } from "@signalbox/shared";
import { Link } from "@tanstack/react-router";
import { formatCost } from "../../lib/format.ts";
import { Meter } from "../../ui/meter.tsx";
import { StatusSignal } from "../../ui/status-signal.tsx";
import { CardActions } from "./card-actions.tsx";
import { CardTime } from "./card-time.tsx";
import { needWords } from "./need-words.ts";

/** A session on the board; the whole card leads to it. */
export function SessionCard({
  session,
  agentName,
  showsRepository,
}: {
  session: SessionWithRun;
  agentName: string;
  showsRepository: boolean;
}) {
  const { latestRun: run, status, name } = session;
  return (
    <li
      data-session={session.id}
      data-state={stateOfSession(session)}
      className="group relative flex min-w-0 flex-col gap-1.5 rounded-md border bg-surface p-3 [contain-intrinsic-size:auto_7rem] [content-visibility:auto] hover:border-line-strong has-[a:focus-visible]:outline-2 has-[a:focus-visible]:outline-offset-2 has-[a:focus-visible]:outline-accent"
    >
      <div className="flex h-5 items-center gap-2 text-xs">
        <StatusSignal
          status={status}
          words={needWords(session) ?? undefined}
          className="min-w-0 shrink overflow-hidden"
        />
        <CardTime session={session} className="ml-auto whitespace-nowrap text-ink-3" />
        <CardActions session={session} className="-mr-1.5" />
      </div>
      <Link
        to="/sessions/$sessionId"
        params={{ sessionId: session.id }}
        title={name}
        className="line-clamp-2 text-sm font-medium [overflow-wrap:anywhere] after:absolute after:inset-0 focus-visible:outline-hidden"
      >
        {name}
      </Link>
      <p className="flex min-w-0 gap-1 text-xs text-ink-3">
        {showsRepository && (
          <>
            <span className="truncate text-ink-2" title={session.repositoryName}>
              {session.repositoryName}
            </span>
            <span aria-hidden>·</span>
          </>
        )}
        <span className="shrink-0">{agentName}</span>
      </p>
      {run && (
        <div className="flex items-center gap-2 text-xs text-ink-2">
          <Meter
            value={run.iterations}
            max={run.budget.maxIterations}
            label={t`Iterations used`}
            className="w-12 shrink-0"
          />
          <span aria-hidden className="whitespace-nowrap">
            {run.iterations} <span className="text-ink-3">/ {run.budget.maxIterations}</span>
          </span>
          {run.costUsd !== null && (
            <span className="ml-auto whitespace-nowrap">{formatCost(run)}</span>
          )}
        </div>
      )}
    </li>
  );
}
