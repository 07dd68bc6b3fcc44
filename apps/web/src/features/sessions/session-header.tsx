import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { RouterOutputs } from "@signalbox/api/router";
import { Link } from "@tanstack/react-router";
import { ChevronDown, GitBranch } from "lucide-react";
import { useState, type ReactNode } from "react";
import { cn } from "../../lib/cn.ts";
import { buttonClass } from "../../ui/button.tsx";
import { StatusSignal } from "../../ui/status-signal.tsx";
import { GitBar } from "../remotes/git-bar.tsx";
import { causeWords } from "../runs/cause-words.ts";
import { queueTitle } from "../runs/queue-words.ts";
import { wordsOfReason } from "../runs/run-reasons.ts";
import { SessionAgent } from "./session-agent.tsx";
import { SessionMenu } from "./session-menu.tsx";
import { useOrchestratorNames } from "./use-names.ts";

/**
 * Who and where a session is, how it stands, and what can be done with it, in three lines. On a narrow screen the line about where it is
 * stays away until it is asked for.
 */
export function SessionHeader({
  session,
  runId,
  actions,
  children,
}: {
  session: RouterOutputs["sessions"]["get"];
  /** The run in view; null when there is none. */
  runId: string | null;
  actions: ReactNode;
  /** About the run in view. */
  children: ReactNode;
}) {
  const [isOpen, setOpen] = useState(false);
  const isBusy = session.status === "queued" || session.status === "running";
  return (
    <div
      data-open={isOpen}
      className="group/header grid shrink-0 grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1 border-b px-3 py-1.5 md:grid-cols-[minmax(0,1fr)_auto] md:px-4 md:py-2"
    >
      <div className="contents min-w-0 items-center gap-3 md:flex">
        <h1
          className={cn(
            "col-span-2 min-w-0 truncate text-lg font-semibold",
            isOpen && "max-md:whitespace-normal max-md:[overflow-wrap:anywhere]",
          )}
          title={session.name}
        >
          {session.name}
        </h1>
        <p className="flex shrink-0 items-center gap-2 text-sm whitespace-nowrap text-ink-2 max-md:col-start-1 max-md:row-start-3 max-md:self-start max-md:pt-0.5 max-md:group-data-[open=true]/header:col-span-3">
          <StatusSignal status={session.status} chip />
          <StatusDetail session={session} />
        </p>
      </div>
      <div className="flex min-h-8 shrink-0 items-center gap-1.5 max-md:col-start-3 max-md:row-start-1">
        {actions}
        <button
          type="button"
          aria-expanded={isOpen}
          aria-label={t`Details of the session`}
          title={t`Details of the session`}
          onClick={() => setOpen(!isOpen)}
          className={cn(buttonClass({ variant: "ghost", size: "icon" }), "md:hidden")}
        >
          <ChevronDown
            aria-hidden
            className={cn("size-4 transition-transform", isOpen && "rotate-180")}
          />
        </button>
        <SessionMenu session={session} runId={runId} />
      </div>
      <div className="col-span-3 flex min-w-0 flex-wrap items-center gap-x-4 gap-y-1 max-md:group-data-[open=false]/header:hidden md:col-span-2 xl:flex-nowrap">
        <Place session={session} />
        <GitBar session={session} isBusy={isBusy} />
      </div>
      <div className="flex min-h-5 min-w-0 flex-wrap items-center gap-x-5 gap-y-1 max-md:group-data-[open=false]/header:col-span-2 max-md:group-data-[open=false]/header:col-start-2 max-md:group-data-[open=false]/header:row-start-3 max-md:group-data-[open=true]/header:col-span-3 empty:hidden md:col-span-2 md:min-h-7">
        {children}
      </div>
    </div>
  );
}

/** Repository, orchestrator, agent and branch, in one line as far as there is room. */
function Place({ session }: { session: RouterOutputs["sessions"]["get"] }) {
  const { repositoryId, repositoryName, branch, baseBranch, worktreePath } = session;
  const orchestratorName = useOrchestratorNames().get(session.orchestrator) ?? session.orchestrator;
  return (
    <p className="flex min-w-0 flex-1 flex-wrap items-center gap-x-2 gap-y-0.5 text-xs text-ink-2 xl:flex-nowrap">
      <Link
        to="/repositories/$repositoryId"
        params={{ repositoryId }}
        className="shrink-0 font-medium text-ink hover:underline"
      >
        {repositoryName}
      </Link>
      <span aria-hidden>·</span>
      <span className="shrink-0">{orchestratorName}</span>
      <span aria-hidden>·</span>
      <SessionAgent session={session} />
      <span
        className="flex min-w-32 items-center gap-1 font-mono"
        title={`${t`${branch} from ${baseBranch}`}\n${worktreePath}`}
      >
        <GitBranch aria-hidden className="size-3.5 shrink-0 text-ink-3" />
        <span className="min-w-0 truncate">
          <Trans>
            {branch} <span className="text-ink-3">from</span> {baseBranch}
          </Trans>
        </span>
      </span>
    </p>
  );
}

/** What the status alone does not say. That the work is done, "Completed" says already. */
function StatusDetail({ session }: { session: RouterOutputs["sessions"]["get"] }) {
  const { status, latestRun, doneAt } = session;
  const words =
    status === "queued"
      ? queueTitle(latestRun?.queuePosition ?? null)
      : status === "completed" || !latestRun?.reason
        ? null
        : [wordsOfReason(latestRun.reason).title, causeWords(latestRun)]
            .filter((part) => part !== null)
            .join(" · ");
  return (
    <span className="max-md:group-data-[open=false]/header:hidden">
      {words}
      {words !== null && doneAt !== null && " · "}
      {doneAt !== null && <Trans>Done with it</Trans>}
    </span>
  );
}
