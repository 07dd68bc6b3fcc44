import { formatDuration, plural } from "../../../lib/format.ts";
import { StatusSignal } from "../../../ui/status-signal.tsx";
import { ProblemHelp, ProblemLabel } from "../../agents/problem-help.tsx";
import { meaningOf, reasonWords } from "../run-reasons.ts";
import type { EndRow } from "../timeline-rows.ts";
import { usageWords } from "../usage.ts";

/** How the run ended: why in words, what that means, what to do next. */
export function EndRowView({ row }: { row: EndRow }) {
  const { event } = row;
  const { status, reason, message, iterations, durationMs, category, help = [] } = event;
  const { costEstimated = false } = event;
  const words = reasonWords[reason];
  return (
    <div className="px-3 py-4 md:px-4">
      <section
        aria-label="How the run ended"
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
            <span className="font-medium text-ink">Next: </span>
            {help.length === 0 && words.next}
          </p>
          <ProblemHelp category={category} help={help} />
        </div>
        <p className="mt-2 text-xs text-ink-3">
          {plural(iterations, "iteration")} · {formatDuration(durationMs)} ·{" "}
          {usageWords({ ...event, costEstimated, cachedInputTokens: null })}
        </p>
      </section>
    </div>
  );
}
