import type { Event, EventType, RunOutline } from "@signalbox/shared";
import type { Entry, Piece, Skip } from "./journal-window.ts";

/** How much of a journal is read at once; the server's limit. */
export const pageSize = 2_000;
/** How much is read before and after the event that is jumped to. */
const jumpBefore = 600;
const jumpAfter = 1_400;
/** So many folded iterations are passed over at once: more headers than a screen has. */
const maxSkipsAtOnce = 100;

const farBeyond = Number.MAX_SAFE_INTEGER;

/** What the server answers to `runs.events` and `runs.filter`, as far as it is needed here. */
export interface JournalCalls {
  events: (range: {
    after?: number;
    before: number;
    limit: number;
  }) => Promise<{ events: Event[]; lastSeq: number; ended: boolean }>;
  filter: (range: {
    types: EventType[];
    after?: number;
    before?: number;
    limit: number;
  }) => Promise<{ events: Event[]; next: number | null; lastSeq: number }>;
}

/** What is shown of a run: only events of some types (null: all), without those of the folded iterations. */
export interface Choice {
  types: ReadonlySet<EventType> | null;
  folded: ReadonlySet<number>;
  outline: RunOutline | null;
}

/** The run's first and last seq, and whether it has ended, as they are now. */
export interface Bounds {
  lastSeq: number;
  ended: boolean;
}

/** Reads pieces of one run's journal: pages of what is chosen, in both directions; folded iterations are passed over without reading them. */
export class JournalPages {
  readonly #calls: JournalCalls;
  choice: Choice = { types: null, folded: new Set(), outline: null };

  constructor(calls: JournalCalls) {
    this.#calls = calls;
  }

  /** The piece that ends right before `before`. */
  async older(before: number, limit = pageSize): Promise<Piece> {
    const skips: Skip[] = [];
    let start = before;
    for (let skip = this.#skipAt(start - 1); skip; skip = this.#skipAt(start - 1)) {
      skips.unshift({ ...skip, lastSeq: start - 1 });
      start = skip.seq;
      if (skips.length >= maxSkipsAtOnce) break;
    }
    const rest = { entries: skips, start, end: before - 1 };
    if (start <= 1 || skips.length >= maxSkipsAtOnce) return { ...rest, start: Math.max(1, start) };
    const page = await this.#read(this.#endOfFoldBefore(start), start, limit, "older");
    return join(page, rest);
  }

  /** The piece that begins right after `after` and goes no further than `last`, the run's end as it is now. */
  async newer(after: number, last: number, limit = pageSize): Promise<Piece> {
    const skips: Skip[] = [];
    let end = after;
    while (end < last && skips.length < maxSkipsAtOnce) {
      const skip = this.#skipAt(end + 1);
      if (!skip) break;
      const lastSeq = Math.min(skip.lastSeq, last);
      skips.push({ ...skip, seq: end + 1, lastSeq });
      end = lastSeq;
    }
    const rest = { entries: skips, start: after + 1, end };
    if (end >= last || skips.length >= maxSkipsAtOnce) return rest;
    const page = await this.#read(end, this.#startOfFoldAfter(end), limit, "newer");
    return join(rest, page);
  }

  /** What stands around an event, so that there is something to read above and below it. */
  async around(seq: number, last: number): Promise<Piece> {
    const [older, newer] = await Promise.all([
      seq > 1 ? this.older(seq, jumpBefore) : { entries: [], start: 1, end: 0 },
      this.newer(seq - 1, last, jumpAfter),
    ]);
    return join(older, newer);
  }

  /** The run's end as it is now: its last piece. */
  async end(): Promise<Piece & Bounds> {
    const { types, folded } = this.choice;
    const limit = types || folded.size > 0 ? 1 : pageSize;
    const { events, lastSeq, ended } = await this.#calls.events({ before: farBeyond, limit });
    const piece =
      limit === 1
        ? await this.older(lastSeq + 1)
        : { entries: events, start: events[0]?.seq ?? 1, end: lastSeq };
    return { ...piece, end: lastSeq, lastSeq, ended };
  }

  async #read(
    after: number,
    before: number,
    limit: number,
    direction: "older" | "newer",
  ): Promise<Piece> {
    const { types } = this.choice;
    if (types) return this.#filtered([...types], after, before, limit, direction);
    // Seqs have no gaps: a page's place is known before it is read.
    const from = direction === "older" ? Math.max(after, before - 1 - limit) : after;
    const { events } = await this.#calls.events({ after: from, before, limit });
    return { entries: events, start: from + 1, end: events.at(-1)?.seq ?? from };
  }

  /** Asks until there is something to show, or nothing is left in this direction. */
  async #filtered(
    types: EventType[],
    after: number,
    before: number,
    limit: number,
    direction: "older" | "newer",
  ): Promise<Piece> {
    let entries: Entry[] = [];
    let [start, end] = direction === "older" ? [before, before - 1] : [after + 1, after];
    while (entries.length === 0) {
      const range = direction === "older" ? { before: start } : { after: end };
      const { events, next, lastSeq } = await this.#calls.filter({ types, limit, ...range });
      entries = events.filter(({ seq }) => seq > after && seq < before);
      if (direction === "older") {
        start = Math.max(after + 1, next ?? 1);
        if (next === null || next <= after + 1) break;
      } else {
        end = Math.min(before - 1, next ?? lastSeq);
        if (next === null || next >= before - 1) break;
      }
    }
    return { entries, start, end };
  }

  /** The folded iteration that has this event, from its first to its last one. */
  #skipAt(seq: number): Skip | undefined {
    const { outline, folded } = this.choice;
    if (!outline || folded.size === 0 || seq < 1) return undefined;
    const iterations = outline.iterations;
    const index = iterations.findLastIndex(({ firstSeq }) => firstSeq <= seq);
    const found = iterations[index];
    if (!found || !folded.has(found.iteration)) return undefined;
    // The outline may be older than the run: what goes on goes on to the end.
    const goesOn = index === iterations.length - 1 && !outline.ended && found.endedAt === null;
    const lastSeq = goesOn ? farBeyond : found.lastSeq;
    if (seq > lastSeq) return undefined;
    return { type: "skip", seq: found.firstSeq, lastSeq, iteration: found.iteration };
  }

  #endOfFoldBefore(seq: number): number {
    const { outline, folded } = this.choice;
    return (
      outline?.iterations.findLast(
        ({ iteration, lastSeq }) => lastSeq < seq && folded.has(iteration),
      )?.lastSeq ?? 0
    );
  }

  #startOfFoldAfter(seq: number): number {
    const { outline, folded } = this.choice;
    return (
      outline?.iterations.find(({ iteration, firstSeq }) => firstSeq > seq && folded.has(iteration))
        ?.firstSeq ?? farBeyond
    );
  }
}

function join(first: Piece, second: Piece): Piece {
  return {
    entries: [...first.entries, ...second.entries],
    start: first.start,
    end: Math.max(first.end, second.end),
  };
}
