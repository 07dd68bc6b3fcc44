const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const minuteMs = 60_000;
/** No clock is further from UTC than this. */
const maxOffsetMs = 15 * hourMs;

/** A day of somebody's calendar. */
export interface Day {
  /** `2026-11-24`. */
  date: string;
  /** When it begins; the next day's beginning is its end. A day of the change of clocks is shorter or longer than others. */
  start: Date;
}

/**
 * The last `count` days as they are in a time zone, the oldest first, the day of `now` last.
 * @throws RangeError for a time zone that is not known
 */
export function lastDays(count: number, timeZone: string, now: Date): Day[] {
  const dateAt = dateTeller(timeZone);
  const today = Date.parse(dateAt(now.getTime()));
  return Array.from({ length: count }, (_, index) => {
    const midnight = today - (count - 1 - index) * dayMs;
    const date = new Date(midnight).toISOString().slice(0, 10);
    return { date, start: new Date(startOf(date, midnight, dateAt)) };
  });
}

/** Tells the date at a time, in milliseconds since 1970. */
function dateTeller(timeZone: string): (time: number) => string {
  const format = new Intl.DateTimeFormat("en", {
    timeZone,
    calendar: "gregory",
    numberingSystem: "latn",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  });
  return (time) => {
    const parts = new Map(format.formatToParts(time).map(({ type, value }) => [type, value]));
    return `${parts.get("year")}-${parts.get("month")}-${parts.get("day")}`;
  };
}

/** The first minute at which it is `date`, looked for around the midnight of UTC: clocks change at any hour, also at midnight. */
function startOf(date: string, midnight: number, dateAt: (time: number) => string): number {
  let before = midnight - maxOffsetMs;
  let after = midnight + maxOffsetMs;
  while (after - before > minuteMs) {
    const middle = before + Math.floor((after - before) / minuteMs / 2) * minuteMs;
    if (dateAt(middle) >= date) after = middle;
    else before = middle;
  }
  return after;
}
