import {
  formatDuration,
  formatTokens,
  formatUsd,
  plural,
  unknownWord,
} from "../../../lib/format.ts";
import { StatusSignal } from "../../../ui/status-signal.tsx";
import { reasonWords } from "../run-reasons.ts";
import type { EndRow } from "../timeline-rows.ts";

/** How the run ended: why in words, what that means, what to do next. */
export function EndRowView({ row }: { row: EndRow }) {
  const { status, reason, message, iterations, durationMs, costUsd, inputTokens, outputTokens } =
    row.event;
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
        <p className="mt-2 text-sm [overflow-wrap:anywhere]">{message}</p>
        <p className="mt-1 text-sm text-ink-2">{words.meaning}</p>
        <p className="mt-1 text-sm text-ink-2">
          <span className="font-medium text-ink">Next: </span>
          {words.next}
        </p>
        <p className="mt-2 text-xs text-ink-3">
          {plural(iterations, "iteration")} · {formatDuration(durationMs)} ·{" "}
          {tokenWords(inputTokens, outputTokens)} · cost {formatUsd(costUsd)}
        </p>
      </section>
    </div>
  );
}

function tokenWords(input: number | null, output: number | null): string {
  if (input === null && output === null) return `tokens ${unknownWord}`;
  return `${formatTokens(input)} tokens in, ${formatTokens(output)} out`;
}
