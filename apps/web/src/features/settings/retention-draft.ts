import { t } from "@lingui/core/macro";
import type { InputIssue } from "@signalbox/shared";
import { wholeNumber } from "./number-draft.ts";
import type { StoredSettings } from "./use-save-settings.ts";

const megabyte = 1_000_000;
const longestDays = 36_500;
/** A petabyte: no disk is larger. */
const mostMegabytes = 1_000_000_000;

/** The limits as they are typed; empty is no limit. */
export interface RetentionDraft {
  days: string;
  megabytes: string;
}

export type RetentionLimits = Pick<StoredSettings, "journalKeepDays" | "journalMaxBytes">;

export function retentionDraftOf({
  journalKeepDays,
  journalMaxBytes,
}: RetentionLimits): RetentionDraft {
  return {
    days: journalKeepDays === null ? "" : String(journalKeepDays),
    megabytes: journalMaxBytes === null ? "" : String(journalMaxBytes / megabyte),
  };
}

/** The limits that were typed, or what is wrong with them. */
export function readRetention({
  days,
  megabytes,
}: RetentionDraft): { ok: true; update: RetentionLimits } | { ok: false; issues: InputIssue[] } {
  const issues: InputIssue[] = [];
  const journalKeepDays = days.trim() === "" ? null : wholeNumber(days, 1, longestDays);
  if (days.trim() !== "" && journalKeepDays === null) {
    issues.push({ path: "journalKeepDays", message: t`Give whole days, or nothing for no limit.` });
  }
  const typed = megabytes.trim() === "" ? null : Number(megabytes);
  if (typed !== null && !(typed >= 1 && typed <= mostMegabytes)) {
    issues.push({
      path: "journalMaxBytes",
      message: t`Give megabytes, at least 1, or nothing for no limit.`,
    });
  }
  if (issues.length > 0) return { ok: false, issues };
  const journalMaxBytes = typed === null ? null : Math.round(typed * megabyte);
  return { ok: true, update: { journalKeepDays, journalMaxBytes } };
}

/** Whether new limits can delete what the old ones keep. */
export function isStricter(next: RetentionLimits, old: RetentionLimits): boolean {
  return (
    (next.journalKeepDays ?? Infinity) < (old.journalKeepDays ?? Infinity) ||
    (next.journalMaxBytes ?? Infinity) < (old.journalMaxBytes ?? Infinity)
  );
}
