import { t } from "@lingui/core/macro";

/** Where a queued run stands: the one that starts next, or its place; `position` is null where that is not known. */
export function queueWords(position: number | null): string {
  if (position === null) return t`waits for its turn`;
  return position === 1 ? t`next in the queue` : t`place ${position} in the queue`;
}

/** The same where nothing stands before it. */
export function queueTitle(position: number | null): string {
  const words = queueWords(position);
  return words.charAt(0).toUpperCase() + words.slice(1);
}
