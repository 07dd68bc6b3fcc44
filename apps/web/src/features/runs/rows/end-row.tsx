import { plural, t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { EventOf } from "@signalbox/shared";
import { formatDuration } from "../../../lib/format.ts";
import { trpc } from "../../../lib/trpc.ts";
import { Button } from "../../../ui/button.tsx";
import { StatusSignal } from "../../../ui/status-signal.tsx";
import { ProblemHelp, ProblemLabel } from "../../agents/problem-help.tsx";
import { meaningOf, wordsOfReason } from "../run-reasons.ts";
import { useGoToEvent, useShownRun } from "../shown-run.ts";
import type { EndRow } from "../timeline-rows.ts";
import { usageWords } from "../usage.ts";

/** How the run ended: why in words, what that means, and what helps, ready to be done. */
export function EndRowView({ row }: { row: EndRow }) {
  const { event } = row;
  const { status, reason, message, iterations, durationMs, category, help = [] } = event;
  const { costEstimated = false } = event;
  const words = wordsOfReason(reason);
  return (
    <div className="px-3 py-4 md:px-4">
      <section
        aria-label={t`How the run ended`}
        className="rounded-md border border-line-strong bg-surface p-3"
      >
        <div className="flex flex-wrap items-center gap-2">
          <StatusSignal status={status} chip />
          <h2 className="font-semibold">{words.title}</h2>
        </div>
        <p className="mt-2 text-sm [overflow-wrap:anywhere]">
          {category && <ProblemLabel category={category} />}
          {message}
        </p>
        <p className="mt-1 text-sm text-ink-2">{meaningOf(reason, category)}</p>
        <div className="mt-1 text-sm">
          <p className="text-ink-2">
            <span className="font-medium text-ink">
              <Trans>Next:</Trans>{" "}
            </span>
            {help.length === 0 && words.next}
          </p>
          <ProblemHelp category={category} help={help} />
        </div>
        <WhatHelps event={event} />
        <p className="mt-2 text-xs text-ink-3 tabular-nums">
          {plural(iterations, { one: "# iteration", other: "# iterations" })} ·{" "}
          {formatDuration(durationMs)} ·{" "}
          {usageWords({ ...event, costEstimated, cachedInputTokens: null })}
        </p>
      </section>
    </div>
  );
}

/** The next steps as buttons: to what was made, to the check that failed, to another run with more of what ran out. */
function WhatHelps({ event: { status, reason } }: { event: EventOf<"run.ended"> }) {
  const run = useShownRun();
  const goTo = useGoToEvent();
  const outline = trpc.runs.outline.useQuery(
    { id: run?.runId ?? "" },
    { enabled: run !== null && status === "error" },
  );
  if (!run) return null;
  const failing = outline.data?.iterations.at(-1)?.checks.find(({ passed }) => !passed);
  const { goOn } = run;
  return (
    <div className="mt-2 flex flex-wrap gap-2 empty:hidden">
      {status === "completed" && (
        <Button size="sm" onClick={() => run.showChanges()}>
          <Trans>Look through the changes</Trans>
        </Button>
      )}
      {failing && (
        <Button size="sm" onClick={() => goTo(failing.seq)}>
          <Trans>To the failing check</Trans>
        </Button>
      )}
      {goOn && status !== "completed" && (
        <Button size="sm" onClick={() => goOn(moreOf(reason))}>
          {goOnWords(reason)}
        </Button>
      )}
    </div>
  );
}

type Reason = EventOf<"run.ended">["reason"];

function moreOf(reason: Reason) {
  if (reason === "max_iterations") return "iterations";
  if (reason === "max_duration") return "time";
  return reason === "max_cost" ? "cost" : "nothing";
}

function goOnWords(reason: Reason): string {
  switch (reason) {
    case "max_iterations":
      return t`Go on with twice the iterations…`;
    case "max_duration":
      return t`Go on with twice the time…`;
    case "max_cost":
      return t`Go on with twice the money…`;
    case "completed":
    case "stopped":
    case "no_progress":
    case "agent_failed":
    case "runner_lost":
    case "error":
      return t`Go on with the same prompt…`;
  }
}
