import type { RouterOutputs } from "@signalbox/api/router";
import { isEnded } from "@signalbox/shared";
import { Play } from "lucide-react";
import { useState, type ReactNode } from "react";
import { statusWord } from "../../ui/status-signal.tsx";
import { EmptyWords } from "../../ui/empty-words.tsx";
import { ShownAgent } from "../agents/problem-help.tsx";
import { useAgent } from "../agents/use-agents.ts";
import { TakeBackSolving } from "../landing/take-back.tsx";
import { GuidanceBox } from "../runs/guidance-box.tsx";
import { FollowUp } from "../runs/follow-up.tsx";
import type { RunDraft } from "../runs/run-draft.ts";
import { RunTotals } from "../runs/run-totals.tsx";
import { StopRun } from "../runs/stop-run.tsx";
import { EmptyTimeline } from "../runs/empty-timeline.tsx";
import { Timeline } from "../runs/timeline.tsx";
import { useJournal } from "../runs/use-journal.ts";
import { SessionHeader } from "./session-header.tsx";
import type { SessionView } from "./session-panes.tsx";
import { SessionParts } from "./session-parts.tsx";

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
  return (
    <>
      <SessionHeader session={session} actions={<StopRun run={run} />}>
        <div className="flex flex-wrap items-center gap-x-6 gap-y-2">
          {picker}
          <RunTotals
            run={run}
            iteration={snapshot.iteration}
            usage={snapshot.hasOlder ? null : snapshot.usage}
          />
        </div>
      </SessionHeader>
      <p role="status" className="sr-only">
        Run {run.number}: {statusWord(run.status)}
      </p>
      <SessionParts
        session={session}
        moment={moment}
        isBusy={!isIdle}
        {...views}
        timeline={
          <ShownAgent value={session.agent}>
            <Timeline journal={journal} empty={<EmptyTimeline status={run.status} />} />
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
              <FollowUp
                sessionId={session.id}
                lastRun={session.latestRun}
                initialPrompt={guidance}
                draft={draft}
                onChange={setDraft}
                onStarted={onStarted}
              />
            )}
          </ShownAgent>
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
      <SessionHeader session={session} actions={null}>
        {null}
      </SessionHeader>
      <SessionParts
        session={session}
        moment=""
        isBusy={false}
        {...views}
        timeline={
          <>
            <EmptyWords Icon={Play} title="No run yet">
              Give this session its first prompt below.
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
      />
    </>
  );
}
