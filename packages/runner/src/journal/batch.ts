import type { Event } from "@signalbox/shared";
import type { Lines } from "./lines.ts";
import { parseRecord } from "./record.ts";

/** Events that follow each other, read and decoded once for everyone who wants them: treat them as frozen. */
export class JournalBatch {
  readonly events: Event[];
  #json: string | null;

  /** `json`, when it is there already, is the JSON of `events`. */
  constructor(events: Event[], json: string | null) {
    this.events = events;
    this.#json = json;
  }

  /** Zero for a batch without events. */
  get firstSeq(): number {
    return this.events[0]?.seq ?? 0;
  }

  get lastSeq(): number {
    return this.events.at(-1)?.seq ?? 0;
  }

  /** Whether the run's last event is in it. */
  get isLast(): boolean {
    return this.events.at(-1)?.type === "run.ended";
  }

  /** The events as a JSON array; made at most once, however many it is sent to. */
  get json(): string {
    this.#json ??= JSON.stringify(this.events);
    return this.#json;
  }

  /** The events from `seq` on. */
  from(seq: number): JournalBatch {
    if (seq <= this.firstSeq) return this;
    return new JournalBatch(this.events.slice(seq - this.firstSeq), null);
  }
}

/** The batch that whole lines of a journal make; the first of them is line `firstSeq`. */
export function toBatch({ text, count }: Lines, firstSeq: number): JournalBatch {
  // Records hold no raw newline, so all lines together are an array but for the commas.
  const json = `[${text.replaceAll("\n", ",")}]`;
  const events = parseAll(json, { firstSeq, count });
  if (events !== null) return new JournalBatch(events, json);
  const lines = text.split("\n");
  return new JournalBatch(
    lines.map((line, index) => parseRecord(line, firstSeq + index)),
    null,
  );
}

/** Null when one of the records is damaged. */
function parseAll(
  json: string,
  { firstSeq, count }: { firstSeq: number; count: number },
): Event[] | null {
  try {
    const records: Event[] = JSON.parse(json);
    const isWhole =
      records.length === count &&
      records.every((record, index) => record?.seq === firstSeq + index);
    return isWhole ? records : null;
  } catch {
    return null;
  }
}
