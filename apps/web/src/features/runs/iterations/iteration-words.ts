import { i18n } from "@lingui/core";
import { msg, plural, t } from "@lingui/core/macro";
import type { MessageDescriptor } from "@lingui/core";
import type { IterationOutline } from "@signalbox/shared";
import { formatCost, formatDuration, formatTokens } from "../../../lib/format.ts";
import type { Bin, BinOutcome } from "./bins.ts";

const outcomes: Record<BinOutcome, MessageDescriptor> = {
  failed: msg`Agent failed`,
  promise: msg`Said that it is done`,
  changed: msg`Changed files`,
  unchanged: msg`No change`,
  going: msg`Going on`,
};

/** How an iteration ended, in words. */
export function outcomeWord(outcome: BinOutcome): string {
  return i18n._(outcomes[outcome]);
}

/** A bar of the chart in words, one fact each. */
export function binWords(bin: Bin): string[] {
  const { first, last, insertions, deletions, checksPassed, checksFailed } = bin;
  const tokens = formatTokens((bin.inputTokens ?? 0) + (bin.outputTokens ?? 0));
  const checks = checksPassed + checksFailed;
  return [
    first === last ? t`Iteration ${first}` : t`Iterations ${first} to ${last}`,
    outcomeWord(bin.outcome),
    ...(insertions === null ? [] : [`+${insertions} −${deletions ?? 0}`]),
    ...(bin.inputTokens === null && bin.outputTokens === null ? [] : [t`${tokens} tokens`]),
    ...(bin.costUsd === null ? [] : [formatCost(bin)]),
    ...(checks === 0
      ? []
      : [
          checksFailed === 0
            ? plural(checks, { one: "check passed", other: "checks passed" })
            : t`${checksFailed} of ${checks} checks failed`,
        ]),
  ];
}

/** How long an iteration took; null while it goes on, and where its beginning is not known. */
export function durationWords({ startedAt, endedAt }: IterationOutline): string | null {
  if (startedAt === null || endedAt === null) return null;
  return formatDuration(Date.parse(endedAt) - Date.parse(startedAt));
}
