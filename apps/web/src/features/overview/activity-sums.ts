import type { ActivityDay } from "@signalbox/shared";

/** What these days cost together, in US dollars, and whether some of it is an estimate. */
export function costOf(days: readonly ActivityDay[]) {
  const costUsd = days.reduce((sum, day) => sum + day.costUsd, 0);
  // Of nothing there is no estimate.
  return { costUsd, costEstimated: costUsd > 0 && days.some((day) => day.costEstimated) };
}

/** How many runs ended unfinished, completed or go on in these days. */
export function runsOf(days: readonly ActivityDay[]) {
  return {
    runs: days.reduce((sum, day) => sum + day.runs, 0),
    unfinished: days.reduce((sum, day) => sum + day.unfinished, 0),
  };
}

/** A day of the activity (`2026-11-24`) as people write it, in the language of the page; `weekday` for a tooltip. */
export function formatDay(date: string, locale: string): string {
  // Noon: no time zone makes another day of it.
  return new Date(`${date}T12:00:00`).toLocaleDateString(locale, {
    weekday: "short",
    day: "numeric",
    month: "short",
  });
}
