import { t } from "@lingui/core/macro";
import { Plural, Trans } from "@lingui/react/macro";
import type { IterationOutline } from "@signalbox/shared";
import { memo, type ReactNode } from "react";
import { cn } from "../../../lib/cn.ts";
import { formatCost, formatTokens } from "../../../lib/format.ts";
import { ChangeCounts } from "../../git/change-counts.tsx";
import { binsOf } from "./bins.ts";
import { ChecksShape, OutcomeShape } from "./chart-shapes.tsx";
import { durationWords, outcomeWord } from "./iteration-words.ts";

/** What is not known, in a column of numbers. */
const absent = "–";

/** A run's iterations as a table; the number of each leads to it, where there is a timeline to go to. */
export function IterationTable({
  iterations,
  onGoTo,
}: {
  iterations: readonly IterationOutline[];
  onGoTo?: (seq: number) => void;
}) {
  return (
    <table className="iteration-table w-full border-collapse text-xs tabular-nums">
      <caption className="sr-only">
        <Trans>Iterations</Trans>
      </caption>
      <thead className="text-left text-ink-3">
        <tr className="border-b">
          <Head className="text-right">#</Head>
          <Head>{t`Outcome`}</Head>
          <Head>{t`Checks`}</Head>
          <Head className="text-right">{t`Lines ±`}</Head>
          <Head className="text-right">{t`Tokens`}</Head>
          <Head className="text-right">{t`Cost`}</Head>
          <Head className="text-right">{t`Time`}</Head>
        </tr>
      </thead>
      <tbody>
        {iterations.map((iteration) => (
          <Row key={iteration.iteration} iteration={iteration} onGoTo={onGoTo} />
        ))}
      </tbody>
    </table>
  );
}

function Head({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <th scope="col" className={cn("px-1.5 py-1 font-medium whitespace-nowrap", className)}>
      {children}
    </th>
  );
}

const Row = memo(function Row({
  iteration,
  onGoTo,
}: {
  iteration: IterationOutline;
  onGoTo: ((seq: number) => void) | undefined;
}) {
  const { iteration: number, insertions, deletions, inputTokens, outputTokens } = iteration;
  const [bin] = binsOf([iteration], 1);
  if (!bin) return null;
  const knowsTokens = inputTokens !== null || outputTokens !== null;
  return (
    <tr className="border-b align-top hover:bg-sunken">
      <th scope="row" className="px-1.5 py-1 text-right font-medium">
        {onGoTo ? (
          <button
            type="button"
            aria-label={t`Go to iteration ${number}`}
            onClick={() => onGoTo(iteration.firstSeq)}
            className="min-w-6 rounded-sm text-right text-accent underline decoration-transparent hover:decoration-current"
          >
            {number}
          </button>
        ) : (
          number
        )}
      </th>
      <td className="px-1.5 py-1">
        <span className="flex items-start gap-1">
          <svg viewBox="0 0 12 12" className="mt-0.5 size-3 shrink-0" aria-hidden>
            <OutcomeShape outcome={bin.outcome} x={6} y={6} />
          </svg>
          {outcomeWord(bin.outcome)}
        </span>
        {iteration.problem !== null && (
          <span className="line-clamp-2 text-ink-2 [overflow-wrap:anywhere] print:line-clamp-none">
            {iteration.problem}
          </span>
        )}
      </td>
      <td className="px-1.5 py-1">
        <Checks iteration={iteration} onGoTo={onGoTo} />
      </td>
      <td className="px-1.5 py-1 text-right">
        {insertions === null && deletions === null ? (
          absent
        ) : (
          <ChangeCounts insertions={insertions ?? 0} deletions={deletions ?? 0} />
        )}
      </td>
      <td className="px-1.5 py-1 text-right">
        {knowsTokens ? formatTokens((inputTokens ?? 0) + (outputTokens ?? 0)) : absent}
      </td>
      <td className="px-1.5 py-1 text-right whitespace-nowrap">
        {iteration.costUsd === null ? absent : formatCost(iteration)}
      </td>
      <td className="px-1.5 py-1 text-right whitespace-nowrap">
        {durationWords(iteration) ?? absent}
      </td>
    </tr>
  );
});

/** The failing ones by name: each leads to what it printed. */
function Checks({
  iteration: { checks },
  onGoTo,
}: {
  iteration: IterationOutline;
  onGoTo: ((seq: number) => void) | undefined;
}) {
  if (checks.length === 0) return absent;
  const failed = checks.filter(({ passed }) => !passed);
  const counts = { checksPassed: checks.length - failed.length, checksFailed: failed.length };
  return (
    <span className="flex items-start gap-1">
      <svg viewBox="0 0 12 12" className="mt-0.5 size-3 shrink-0" aria-hidden>
        <ChecksShape checks={counts} x={6} y={6} />
      </svg>
      {failed.length === 0 ? (
        <Plural value={checks.length} one="passed" other="# passed" />
      ) : (
        <span>
          {failed.map(({ name, seq }, index) => (
            <span key={seq}>
              {index > 0 && ", "}
              {onGoTo ? (
                <button
                  type="button"
                  aria-label={t`${name} failed: go to what it printed`}
                  onClick={() => onGoTo(seq)}
                  className="rounded-sm text-left text-bad underline decoration-transparent hover:decoration-current"
                >
                  <Trans>{name} failed</Trans>
                </button>
              ) : (
                <Trans>{name} failed</Trans>
              )}
            </span>
          ))}
        </span>
      )}
    </span>
  );
}
