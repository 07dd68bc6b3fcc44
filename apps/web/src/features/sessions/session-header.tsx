import type { RouterOutputs } from "@signalbox/api/router";
import { Link } from "@tanstack/react-router";
import { GitBranch } from "lucide-react";
import type { ReactNode } from "react";
import { GitBar } from "../remotes/git-bar.tsx";
import { queueWords } from "../runs/queue-words.ts";
import { reasonWords } from "../runs/run-reasons.ts";
import { StatusSignal } from "../../ui/status-signal.tsx";
import { DeleteSession } from "./delete-session.tsx";
import { RenameSession } from "./rename-session.tsx";
import { SessionAgent } from "./session-agent.tsx";
import { useOrchestratorNames } from "./use-names.ts";

/** Who and where a session is, how it stands, and what can be done with it. */
export function SessionHeader({
  session,
  actions,
  children,
}: {
  session: RouterOutputs["sessions"]["get"];
  actions: ReactNode;
  children: ReactNode;
}) {
  const orchestratorName = useOrchestratorNames().get(session.orchestrator) ?? session.orchestrator;
  const isBusy = session.status === "queued" || session.status === "running";
  return (
    <div className="flex shrink-0 flex-col gap-2 border-b px-3 py-3 md:px-4">
      <div className="flex items-start gap-x-3">
        <div className="flex min-h-8 min-w-0 flex-1 flex-col gap-x-3 gap-y-1 sm:flex-row sm:items-center">
          <h1
            className="line-clamp-2 min-w-0 text-lg font-semibold [overflow-wrap:anywhere] sm:line-clamp-1"
            title={session.name}
          >
            {session.name}
          </h1>
          <p className="flex shrink-0 items-center gap-2 text-sm text-ink-2">
            <StatusSignal status={session.status} chip />
            {statusDetail(session)}
          </p>
        </div>
        <div className="flex shrink-0 items-center gap-1 md:gap-2">
          {actions}
          <RenameSession sessionId={session.id} name={session.name} />
          <DeleteSession session={session} disabled={isBusy} />
        </div>
      </div>
      <p className="flex flex-wrap items-center gap-x-2 gap-y-0.5 text-xs text-ink-2">
        <Link
          to="/repositories/$repositoryId"
          params={{ repositoryId: session.repositoryId }}
          className="font-medium text-ink hover:underline"
        >
          {session.repositoryName}
        </Link>
        <span aria-hidden>·</span>
        <span>{orchestratorName}</span>
        <span aria-hidden>·</span>
        <SessionAgent session={session} />
        <span
          className="flex min-w-0 items-start gap-1 font-mono"
          title={`${session.branch} from ${session.baseBranch}\n${session.worktreePath}`}
        >
          <GitBranch aria-hidden className="mt-px size-3.5 shrink-0 text-ink-3" />
          <span className="line-clamp-2 min-w-0 [overflow-wrap:anywhere]">
            {session.branch} <span className="text-ink-3">from</span> {session.baseBranch}
          </span>
        </span>
      </p>
      <GitBar session={session} isBusy={isBusy} />
      {children}
    </div>
  );
}

/** What the status alone does not say. That the work is done, "Completed" says already. */
function statusDetail({ status, latestRun }: RouterOutputs["sessions"]["get"]): string | null {
  if (status === "queued") return capitalized(queueWords(latestRun?.queuePosition ?? null));
  if (status === "completed" || !latestRun?.reason) return null;
  return reasonWords[latestRun.reason].title;
}

function capitalized(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
