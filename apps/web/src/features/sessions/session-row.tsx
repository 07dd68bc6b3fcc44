import type { RouterOutputs } from "@signalbox/api/router";
import { Link } from "@tanstack/react-router";
import { formatAgo, formatDuration, formatElapsed, plural } from "../../lib/format.ts";
import { useNow } from "../../lib/use-now.ts";
import { queueWords } from "../runs/queue-words.ts";
import { reasonWords } from "../runs/run-reasons.ts";
import { StatusSignal } from "../../ui/status-signal.tsx";

type SessionItem = RouterOutputs["sessions"]["list"]["items"][number];

/** One session in the list; the whole row leads to it. */
export function SessionRow({
  session,
  orchestratorName,
  agentName,
}: {
  session: SessionItem;
  orchestratorName: string;
  agentName: string;
}) {
  const run = session.latestRun;
  return (
    <li className="relative grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 px-4 py-2.5 first:rounded-t-md last:rounded-b-md hover:bg-sunken has-focus-visible:bg-sunken has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-accent sm:grid-cols-[6.5rem_minmax(0,1fr)_auto]">
      <StatusSignal status={session.status} className="max-sm:order-2 max-sm:justify-self-end" />
      <div className="min-w-0 max-sm:order-1">
        <Link
          to="/sessions/$sessionId"
          params={{ sessionId: session.id }}
          className="block truncate font-medium after:absolute after:inset-0 focus-visible:outline-hidden"
          title={session.name}
        >
          {session.name}
        </Link>
        <p className="truncate text-xs text-ink-3">
          {session.repositoryName} · {orchestratorName} · {agentName}
        </p>
      </div>
      <div className="text-right text-xs whitespace-nowrap text-ink-2 max-sm:order-3 max-sm:col-span-2 max-sm:text-left">
        <RowTimes session={session} />
        {run && (
          <p className="text-ink-3 max-sm:inline max-sm:before:content-['_·_']">
            {session.status === "queued"
              ? queueWords(run.queuePosition)
              : plural(run.iterations, "iteration")}
            {session.status === "error" && run.reason && ` · ${reasonWords[run.reason].title}`}
          </p>
        )}
      </div>
    </li>
  );
}

function RowTimes({ session }: { session: SessionItem }) {
  const run = session.latestRun;
  const isRunning = session.status === "running";
  const now = useNow(isRunning ? 1_000 : 30_000);
  if (isRunning && run?.startedAt) {
    return <p className="max-sm:inline">for {formatElapsed(now - Date.parse(run.startedAt))}</p>;
  }
  const at = run?.endedAt ?? session.updatedAt;
  const duration =
    run?.startedAt && run.endedAt
      ? ` · took ${formatDuration(Date.parse(run.endedAt) - Date.parse(run.startedAt))}`
      : "";
  return (
    <p className="max-sm:inline">
      <time dateTime={at}>{formatAgo(Date.parse(at), now)}</time>
      {duration}
    </p>
  );
}
