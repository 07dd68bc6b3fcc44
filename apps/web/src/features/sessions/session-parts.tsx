import type { RouterOutputs } from "@signalbox/api/router";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useRef, type ReactNode } from "react";
import { trpc } from "../../lib/trpc.ts";
import { Changes } from "../git/changes.tsx";
import { useHistoryState } from "../history/history-state.ts";
import { History } from "../history/history.tsx";
import { SessionPanes, WithoutWorktree } from "./session-panes.tsx";
import type { SessionView } from "./session-views.ts";
import { useWorktreeProblem, WorktreeProblem } from "./worktree-problem.tsx";

type Session = RouterOutputs["sessions"]["get"];

/** The timeline and the iterations that it is given, the changes and the history; above them what is wrong with the worktree, if anything is. */
export function SessionParts({
  session,
  moment,
  isBusy,
  view,
  onView,
  timeline,
  iterations,
}: {
  session: Session;
  /** Names the last checkpoint or end: another one means that git has news. */
  moment: string;
  isBusy: boolean;
  view: SessionView;
  onView: (view: SessionView) => void;
  timeline: ReactNode;
  iterations: ReactNode;
}) {
  const problem = useWorktreeProblem(session.id);
  const navigate = useNavigate();
  const [historyState, setHistoryState] = useHistoryState();
  useNewsOfGit(session.id, moment);
  return (
    <>
      {problem && <WorktreeProblem sessionId={session.id} problem={problem} />}
      <SessionPanes
        view={view}
        onView={onView}
        timeline={timeline}
        iterations={iterations}
        changes={
          problem ? (
            <WithoutWorktree />
          ) : (
            <Changes sessionId={session.id} moment={moment} isBusy={isBusy} />
          )
        }
        history={
          problem ? (
            <WithoutWorktree />
          ) : (
            <History
              session={session}
              isBusy={isBusy}
              state={historyState}
              onState={setHistoryState}
              onCompare={({ from, to }) => {
                // The changes read from the page's address what they compare.
                void navigate({
                  to: ".",
                  search: (before) => ({ ...before, from, to, view: "changes" as const }),
                });
              }}
            />
          )
        }
      />
    </>
  );
}

/** Reads again where the branch stands and what is on it when a run has made a checkpoint or ended. */
function useNewsOfGit(sessionId: string, moment: string): void {
  const utils = trpc.useUtils();
  const seen = useRef(moment);
  useEffect(() => {
    if (seen.current === moment) return;
    seen.current = moment;
    void utils.git.status.invalidate({ sessionId });
    void utils.git.log.invalidate({ sessionId });
  }, [utils, sessionId, moment]);
}
