import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { RouterOutputs } from "@signalbox/api/router";
import { isEnded } from "@signalbox/shared";
import { Play } from "lucide-react";
import { lazy, Suspense, useMemo, useState, type ReactNode } from "react";
import { EmptyWords } from "../../ui/empty-words.tsx";
import { ShownAgent } from "../agents/problem-help.tsx";
import { useAgent } from "../agents/use-agents.ts";
import { TakeBackSolving } from "../landing/take-back.tsx";
import { GuidanceBox } from "../runs/guidance-box.tsx";
import { FollowUp } from "../runs/follow-up.tsx";
import { useGoOn } from "../runs/go-on.ts";
import type { RunDraft } from "../runs/run-draft.ts";
import { ShownRunContext } from "../runs/shown-run.ts";
import { RunTotals } from "../runs/run-totals.tsx";
import { StopRun } from "../runs/stop-run.tsx";
import { EmptyTimeline } from "../runs/empty-timeline.tsx";
import { Timeline } from "../runs/timeline.tsx";
import { useJournal } from "../runs/use-journal.ts";
import { SessionHeader } from "./session-header.tsx";
import { SessionParts } from "./session-parts.tsx";
import type { SessionView } from "./session-views.ts";
import { useShowChanges } from "./use-show-changes.ts";

const Iterations = lazy(() =>
  import("../runs/iterations/iterations.tsx").then((module) => ({ default: module.Iterations })),
);

type Run = RouterOutputs["runs"]["get"];
type Session = RouterOutputs["sessions"]["get"];

interface WorkspaceProps {
  session: Session;
  /** Which of its parts is in view; kept by the page, so that another run does not change it. */
  view: SessionView;
  onView: (view: SessionView) => void;
  onStarted: (run: Run) => void;
}

/** A session with one of its runs in view. Give it the run's id as `key`. */
export function RunWorkspace({
  session,
  run,
  picker,
  onStarted,
  ...views
}: WorkspaceProps & { run: Run; picker: ReactNode }) {
  const journal = useJournal(run.id);
  const { snapshot } = journal;
  const moment = `${snapshot.lastCommit} ${run.status}`;
  const isIdle = !session.latestRun || isEnded(session.latestRun.status);
  const agent = useAgent(session.agent);
  // Told too late for this run, it is the beginning of the next one's prompt.
  const [guidance, setGuidance] = useState("");
  const [draft, setDraft] = useState<RunDraft | null>(null);
  const showChanges = useShowChanges(session.id);
  const goOn = useGoOn(run, setDraft);
  const shown = useMemo(
    () => ({ sessionId: session.id, runId: run.id, showChanges, goOn: isIdle ? goOn : null }),
    [session.id, run.id, showChanges, goOn, isIdle],
  );
  return (
    <>
      <SessionHeader session={session} runId={run.id} actions={<StopRun run={run} />}>
        {picker}
        <RunTotals
          run={run}
          iteration={snapshot.iteration}
          usage={snapshot.hasOlder ? null : snapshot.usage}
        />
      </SessionHeader>
      <SessionParts
        session={session}
        moment={moment}
        isBusy={!isIdle}
        {...views}
        timeline={
          <ShownAgent value={session.agent}>
            <ShownRunContext value={shown}>
              <Timeline journal={journal} empty={<EmptyTimeline status={run.status} />} />
            </ShownRunContext>
            {!isEnded(run.status) && (
              <GuidanceBox
                run={run}
                iteration={snapshot.iteration}
                pulse={snapshot.pulse}
                canSteer={agent?.abilities.steer ?? false}
                text={guidance}
                onChange={setGuidance}
              />
            )}
            {isIdle && <TakeBackSolving session={session} />}
            {isIdle && (
              <div data-next-run className="contents">
                <FollowUp
                  sessionId={session.id}
                  lastRun={session.latestRun}
                  initialPrompt={guidance}
                  draft={draft}
                  onChange={setDraft}
                  onStarted={onStarted}
                />
              </div>
            )}
          </ShownAgent>
        }
        iterations={
          <Suspense fallback={null}>
            <Iterations run={run} moment={`${moment} ${snapshot.iteration}`} />
          </Suspense>
        }
      />
    </>
  );
}

/** A session that has had no run yet; one that was restored has work all the same. */
export function IdleWorkspace({ session, onStarted, ...views }: WorkspaceProps) {
  const [draft, setDraft] = useState<RunDraft | null>(null);
  return (
    <>
      <SessionHeader session={session} runId={null} actions={null}>
        {null}
      </SessionHeader>
      <SessionParts
        session={session}
        moment=""
        isBusy={false}
        {...views}
        timeline={
          <>
            <EmptyWords Icon={Play} title={t`No run yet`}>
              <Trans>Give this session its first prompt below.</Trans>
            </EmptyWords>
            <FollowUp
              sessionId={session.id}
              lastRun={null}
              draft={draft}
              onChange={setDraft}
              onStarted={onStarted}
            />
          </>
        }
        iterations={
          <EmptyWords Icon={Play} title={t`No run yet`}>
            <Trans>What each iteration did and cost is drawn here.</Trans>
          </EmptyWords>
        }
      />
    </>
  );
}
