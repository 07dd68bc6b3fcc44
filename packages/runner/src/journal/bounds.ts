import type { EventBody } from "@signalbox/shared";
import type { Redactor } from "../redact/redactor.ts";

/** Longer lines are looked at closely; nearly all events are far shorter. Characters of JSON. */
const plainLength = 16_384;
/** The longest record: a reader must be able to hold one in memory. Characters of JSON; 1 MiB. */
export const maxRecordLength = 1_048_576;
/** The limits for one text field, tried in turn until the record fits. Characters. */
const textLimits = [65_536, 16_384, 4096, 1024, 128];
/** The most entries of a list (diffs, plan entries, locations) in one record. */
const maxListLength = 500;

/**
 * The journal's line for an event, without the newline; long texts and lists are cut, and say so. What is cut goes through `redact`
 * before: half a secret is none that could be found later.
 */
export function encodeRecord(
  seq: number,
  at: string,
  event: EventBody,
  redact: Redactor["event"],
): string {
  // Put together by hand: a copy of each event would cost a flood of output more than anything else here.
  const line = `{"seq":${seq},"at":"${at}",${JSON.stringify(event).slice(1)}`;
  // The prompt of run.started is bounded where it comes in, and must stay whole.
  if (line.length <= plainLength || event.type === "run.started") return line;
  const record = { seq, at, ...redact(event) };
  for (const limit of textLimits) {
    const truncated =
      event.type === "output" && event.text.length > limit ? { truncated: true } : {};
    const cut = JSON.stringify(Object.assign({}, cutTexts(record, limit), truncated));
    if (cut.length <= maxRecordLength) return cut;
  }
  const notice = {
    type: "notice" as const,
    level: "warning" as const,
    message: `An event of type ${event.type} was too large to record.`,
  };
  return JSON.stringify({ seq, at, ...notice });
}

function cutTexts(value: unknown, limit: number): unknown {
  if (typeof value === "string") return cutText(value, limit);
  if (Array.isArray(value)) {
    return value.slice(0, maxListLength).map((entry) => cutTexts(entry, limit));
  }
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, entry]) => [name, cutTexts(entry, limit)]),
  );
}

function cutText(text: string, limit: number): string {
  if (text.length <= limit) return text;
  return `${text.slice(0, limit)}… [${text.length - limit} more characters were cut]`;
}
