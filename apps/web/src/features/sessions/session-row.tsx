import { plural, t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { RouterOutputs } from "@signalbox/api/router";
import { stateOfSession } from "@signalbox/shared";
import { Link } from "@tanstack/react-router";
import { formatAgo, formatDuration, formatElapsed } from "../../lib/format.ts";
import { useNow } from "../../lib/use-now.ts";
import { StateSignal } from "../../ui/state-signal.tsx";
import { needWords } from "../overview/need-words.ts";

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
  const why = needWords(session);
  return (
    <li className="relative grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 px-4 py-2.5 first:rounded-t-md last:rounded-b-md hover:bg-sunken has-focus-visible:bg-sunken has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-accent sm:grid-cols-[6.5rem_minmax(0,1fr)_auto]">
      <StateSignal
        state={stateOfSession(session)}
        className="text-xs max-sm:order-2 max-sm:justify-self-end"
      />
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
        <p className="text-ink-3 max-sm:inline max-sm:before:content-['_·_']">
          {[run && plural(run.iterations, { one: "# iteration", other: "# iterations" }), why]
            .filter(Boolean)
            .join(" · ")}
        </p>
      </div>
    </li>
  );
}

function RowTimes({ session }: { session: SessionItem }) {
  const run = session.latestRun;
  const isRunning = session.status === "running";
  const now = useNow(isRunning ? 1_000 : 30_000);
  if (isRunning && run?.startedAt) {
    const elapsed = formatElapsed(now - Date.parse(run.startedAt));
    return (
      <p className="max-sm:inline">
        <Trans>for {elapsed}</Trans>
      </p>
    );
  }
  const at = run?.endedAt ?? session.updatedAt;
  const took =
    run?.startedAt && run.endedAt
      ? formatDuration(Date.parse(run.endedAt) - Date.parse(run.startedAt))
      : null;
  return (
    <p className="max-sm:inline">
      <time dateTime={at}>{formatAgo(Date.parse(at), now)}</time>
      {took !== null && ` · ${t`took ${took}`}`}
    </p>
  );
}
