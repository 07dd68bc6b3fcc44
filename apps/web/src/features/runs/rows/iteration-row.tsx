import { plural, t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { ChevronRight } from "lucide-react";
import { cn } from "../../../lib/cn.ts";
import { formatDuration } from "../../../lib/format.ts";
import { StatusSignal } from "../../../ui/status-signal.tsx";
import { ChangeCounts } from "../../git/change-counts.tsx";
import type { IterationRow } from "../timeline-rows.ts";
import { Elapsed } from "./elapsed.tsx";

/** The heading of an iteration: its number, how it stands, what came of it; folds what belongs to it. */
export function IterationRowView({
  row,
  isLive,
  isFolded,
  onFold,
}: {
  row: IterationRow;
  isLive: boolean;
  isFolded: boolean;
  onFold: (folded: boolean) => void;
}) {
  const { started, ended, iteration, checkpoint } = row;
  const runs = isLive && !ended;
  return (
    <div className="px-3 pt-3 pb-1 md:px-4">
      <h2>
        <button
          type="button"
          aria-expanded={!isFolded}
          onClick={() => onFold(!isFolded)}
          className="flex min-h-8 w-full min-w-0 flex-wrap items-center gap-x-2 rounded-md border bg-surface px-2 py-1 text-left hover:bg-sunken"
        >
          <ChevronRight
            aria-hidden
            className={cn(
              "size-4 shrink-0 text-ink-3 transition-transform",
              !isFolded && "rotate-90",
            )}
          />
          <span className="text-sm font-semibold">
            <Trans>Iteration {iteration}</Trans>
          </span>
          {runs && <StatusSignal status="running" />}
          {started?.resumed && (
            <span className="text-xs text-ink-3">
              <Trans>continues the conversation</Trans>
            </span>
          )}
          <span className="min-w-0 text-xs font-normal text-ink-2">
            {ended && outcomeWords(row).join(" · ")}
          </span>
          {checkpoint && (
            <ChangeCounts insertions={checkpoint.insertions} deletions={checkpoint.deletions} />
          )}
          <span className="ml-auto text-xs font-normal text-ink-3 tabular-nums">
            {ended
              ? formatDuration(ended.durationMs)
              : runs && started && <Elapsed since={started.at} />}
          </span>
        </button>
      </h2>
    </div>
  );
}

/** What came of an iteration, in a few words each. */
function outcomeWords({ ended, checkpoint, checksPassed, checksFailed }: IterationRow): string[] {
  const words: string[] = [];
  if (ended?.outcome === "failed") words.push(t`agent failed`);
  if (ended?.outcome === "cancelled") words.push(t`cancelled`);
  if (checkpoint) {
    words.push(
      plural(checkpoint.filesChanged, { one: "# file changed", other: "# files changed" }),
    );
  } else words.push(ended?.changed ? t`files changed` : t`no change`);
  const checks = checksPassed + checksFailed;
  if (checks > 0) words.push(checkWords(checks, checksFailed));
  if (ended?.promise) words.push(t`said that it is done`);
  return words;
}

function checkWords(checks: number, failed: number): string {
  if (failed === 0) return plural(checks, { one: "check passed", other: "checks passed" });
  return checks === 1 ? t`check failed` : t`${failed} of ${checks} checks failed`;
}
