import type { Event } from "@signalbox/shared";

/**
 * The event in line `seq` of a journal. Only our own writer writes there, so the record's shape is trusted; a line that a
 * failing disk damaged becomes a notice in its place, so that the rest of the run can still be read.
 */
export function parseRecord(line: string, seq: number): Event {
  try {
    const record: unknown = JSON.parse(line);
    if (isEvent(record, seq)) return record;
  } catch {
    // Told below.
  }
  return {
    seq,
    at: new Date(0).toISOString(),
    type: "notice",
    level: "error",
    message: `Record ${seq} of the journal is damaged.`,
  };
}

function isEvent(record: unknown, seq: number): record is Event {
  return typeof record === "object" && record !== null && "seq" in record && record.seq === seq;
}
