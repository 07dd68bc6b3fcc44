import type { RouterOutputs } from "@signalbox/api/router";
import { isEnded } from "@signalbox/shared";
import { Play } from "lucide-react";
import { useState, type ReactNode } from "react";
import { useMediaQuery } from "../../lib/use-media-query.ts";
import { statusWord } from "../../ui/status-signal.tsx";
import { EmptyWords } from "../../ui/empty-words.tsx";
import { Tabs } from "../../ui/tabs.tsx";
import { Changes } from "../git/changes.tsx";
import { ShownAgent } from "../agents/problem-help.tsx";
import { useAgent } from "../agents/use-agents.ts";
import { GuidanceBox } from "../runs/guidance-box.tsx";
import { FollowUp } from "../runs/follow-up.tsx";
import type { RunDraft } from "../runs/run-draft.ts";
import { RunTotals } from "../runs/run-totals.tsx";
import { StopRun } from "../runs/stop-run.tsx";
import { EmptyTimeline } from "../runs/empty-timeline.tsx";
import { Timeline } from "../runs/timeline.tsx";
import { useJournal } from "../runs/use-journal.ts";
import { SessionHeader } from "./session-header.tsx";

type Run = RouterOutputs["runs"]["get"];
type Session = RouterOutputs["sessions"]["get"];

/** From this width timeline and changes stand side by side. */
const splitQuery = "(min-width: 72rem)";

/** A session with one of its runs in view. Give it the run's id as `key`. */
export function RunWorkspace({
  session,
  run,
  picker,
  onStarted,
}: {
  session: Session;
  run: Run;
  picker: ReactNode;
  onStarted: (run: Run) => void;
}) {
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
      <Panes
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
        changes={<Changes sessionId={session.id} moment={moment} isBusy={!isIdle} />}
      />
    </>
  );
}

/** A session that has had no run yet. */
export function IdleWorkspace({
  session,
  onStarted,
}: {
  session: Session;
  onStarted: (run: Run) => void;
}) {
  const [draft, setDraft] = useState<RunDraft | null>(null);
  return (
    <>
      <SessionHeader session={session} actions={null}>
        {null}
      </SessionHeader>
      <div className="flex min-h-0 flex-1 flex-col">
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
      </div>
    </>
  );
}

function Panes({ timeline, changes }: { timeline: ReactNode; changes: ReactNode }) {
  const isSplit = useMediaQuery(splitQuery);
  const [tab, setTab] = useState<"timeline" | "changes">("timeline");
  if (isSplit) {
    return (
      <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,3fr)_minmax(0,2fr)] divide-x">
        <section aria-label="Run" className="flex min-h-0 min-w-0 flex-col">
          {timeline}
        </section>
        <section aria-label="Changes so far" className="flex min-h-0 min-w-0 flex-col">
          <h2 className="border-b px-4 py-2 text-sm font-medium">Changes</h2>
          {changes}
        </section>
      </div>
    );
  }
  return (
    <Tabs
      value={tab}
      onChange={setTab}
      items={[
        { value: "timeline", label: "Timeline", panel: timeline },
        { value: "changes", label: "Changes", panel: changes },
      ]}
    />
  );
}
