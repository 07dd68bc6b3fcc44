import type { Event } from "@signalbox/shared";
import { isBlockStart, maxOutputRowLines, TimelineBuilder } from "./timeline-builder.ts";
import type { TimelineRow } from "./timeline-rows.ts";

/** The most events that the page keeps, and the most characters of them: a few tens of megabytes at worst. */
export const maxWindowEvents = 24_000;
export const maxWindowCharacters = 12_000_000;
/** How much of both is left after the far end was let go: much less, so that it happens seldom. */
const keptShare = 0.6;
/** What an event costs beside its texts, in characters. */
const eventOverhead = 100;

/** A stretch of a journal, `seq` to `lastSeq`, whose events are not needed: its iteration is folded. */
export interface Skip {
  type: "skip";
  seq: number;
  lastSeq: number;
  iteration: number;
}
export type Entry = Event | Skip;

/** A part of a journal without holes: all that there is to show from `start` to `end` (both are seqs of it; empty when `end` is smaller). */
export interface Piece {
  entries: readonly Entry[];
  start: number;
  end: number;
}

/**
 * A bounded part of a run's journal, anywhere in it: pieces are added at either end, and when it gets too large, what is furthest from
 * there is let go. Its rows are always those that would be built from the same part afresh.
 */
export class JournalWindow {
  /** What there is, in the order of `seq`. */
  readonly entries: Entry[] = [];
  start = 1;
  end = 0;
  /** Grows when rows were built anew, not only added at the end or changed. */
  generation = 0;
  #builder = new TimelineBuilder();
  #weight = 0;

  get rows(): readonly TimelineRow[] {
    return this.#builder.rows;
  }

  get isEmpty(): boolean {
    return this.end < this.start;
  }

  get isFull(): boolean {
    return this.entries.length >= maxWindowEvents || this.#weight >= maxWindowCharacters;
  }

  /** The row that shows an event of the window; undefined when there is none so early. */
  rowAt(seq: number): TimelineRow | undefined {
    return this.#builder.rowAt(seq);
  }

  /** Whether the event stands between the window's ends. */
  covers(seq: number): boolean {
    return seq >= this.start && seq <= this.end;
  }

  /** Whether some of the iteration was passed over because it was folded. */
  hasSkipped(iteration: number): boolean {
    return this.entries.some((entry) => entry.type === "skip" && entry.iteration === iteration);
  }

  /** Have this piece, whole, and nothing else. */
  reset(piece: Piece): void {
    this.#replace([...piece.entries]);
    this.start = piece.start;
    this.end = piece.end;
  }

  /** Add what follows the window: costs only what is added, as long as there is room. `keepsFront` when somebody reads up there. */
  append(piece: Piece, keepsFront = false): void {
    if (this.isEmpty) {
      this.reset(piece);
      return;
    }
    for (const entry of piece.entries) {
      if (entry.seq <= this.end) continue;
      this.entries.push(entry);
      this.#add(entry);
    }
    this.end = Math.max(this.end, piece.end);
    if (!keepsFront && this.isFull) this.#trimFront();
  }

  /** Add what comes before the window; its far end is let go when it gets too large. Builds the rows anew, since a row may span both. */
  prepend(piece: Piece): void {
    if (this.isEmpty) {
      this.reset(piece);
      return;
    }
    const { start } = this;
    const entries = [...piece.entries.filter(({ seq }) => seq < start), ...this.entries];
    this.start = Math.min(start, piece.start);
    const kept = keptCount(entries);
    const lastKept = entries[kept - 1];
    if (kept < entries.length && lastKept) {
      this.end = lastSeqOf(lastKept);
      entries.length = kept;
    }
    this.#replace(entries);
  }

  #trimFront(): void {
    const cut = this.entries.length - keptCount(this.entries.toReversed());
    // What begins in the middle of a journal begins with a whole block of output: its rows then stay when older ones come before them.
    const ahead = this.entries.slice(cut, cut + maxOutputRowLines);
    const from =
      cut +
      Math.max(
        0,
        ahead.findIndex(({ seq }) => isBlockStart(seq)),
      );
    const first = this.entries[from];
    if (!first) return;
    this.start = first.seq;
    this.#replace(this.entries.slice(from));
  }

  #replace(entries: readonly Entry[]): void {
    this.entries.length = 0;
    this.#builder = new TimelineBuilder();
    this.#weight = 0;
    this.generation += 1;
    for (const entry of entries) {
      this.entries.push(entry);
      this.#add(entry);
    }
  }

  #add(entry: Entry): void {
    this.#weight += weightOf(entry);
    if (entry.type === "skip") this.#builder.skip(entry.iteration, entry.seq);
    else this.#builder.push(entry);
  }
}

/** The last seq that an entry stands for. */
function lastSeqOf(entry: Entry): number {
  return entry.type === "skip" ? entry.lastSeq : entry.seq;
}

/** How many of the entries are kept when not all may be: all, or so many that there is room again. */
function keptCount(entries: readonly Entry[]): number {
  let weight = 0;
  for (const entry of entries) weight += weightOf(entry);
  if (entries.length < maxWindowEvents && weight < maxWindowCharacters) return entries.length;
  const most = Math.floor(maxWindowEvents * keptShare);
  let kept = 0;
  let left = maxWindowCharacters * keptShare;
  for (const entry of entries) {
    left -= weightOf(entry);
    if (kept >= most || (left < 0 && kept > 0)) break;
    kept += 1;
  }
  return kept;
}

/** About how many characters an entry holds. */
function weightOf(entry: Entry): number {
  switch (entry.type) {
    case "output":
    case "agent.message":
      return eventOverhead + entry.text.length;
    case "agent.tool": {
      const diffs = entry.diffs ?? [];
      const edits = diffs.reduce(
        (sum, { oldText, newText }) => sum + (oldText?.length ?? 0) + newText.length,
        0,
      );
      return eventOverhead + (entry.input?.length ?? 0) + (entry.output?.length ?? 0) + edits;
    }
    case "check":
    case "setup":
      return eventOverhead + entry.output.length;
    case "run.started":
      return eventOverhead + entry.prompt.length;
    default:
      return eventOverhead;
  }
}
