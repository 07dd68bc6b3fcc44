import type { FileHandle } from "node:fs/promises";
import type { Event, EventType } from "@signalbox/shared";
import { stride, type LineIndex } from "./line-index.ts";
import { readLines } from "./lines.ts";
import { parseRecord } from "./record.ts";
import { maskOf, typeIn } from "./record-head.ts";
import type { Skim } from "./skim.ts";

/** A page ends at this size. Characters of JSON; 4 MiB. */
const maxPageLength = 4_194_304;
/** So much of the journal is read for one page. Characters; 32 MB. */
const maxReadLength = 32_000_000;

export interface FilterRange {
  types: readonly EventType[];
  /** Only events with a greater seq. */
  after?: number | undefined;
  /** Only events with a smaller seq; without `after`, the last ones before it. */
  before?: number | undefined;
  limit: number;
}

export interface FilterPage {
  /** In ascending order. */
  events: Event[];
  /** The seq to go on from in the same direction; null when there is nothing more. */
  next: number | null;
  lastSeq: number;
}

interface Source {
  file: FileHandle;
  index: LineIndex;
  skim: Skim;
}

/** Only the events of some types, from the blocks that have any; the skim must be up to date. */
export async function filterEvents(source: Source, range: FilterRange): Promise<FilterPage> {
  const { skim } = source;
  const { lastSeq } = skim;
  const backwards = range.after === undefined && range.before !== undefined;
  const from = (range.after ?? 0) + 1;
  const to = Math.min(lastSeq, (range.before ?? Infinity) - 1);
  const mask = maskOf(range.types);
  const found: Found[] = [];
  let [pageLength, readLength] = [0, 0];
  for (const block of blocksBetween(from, to, backwards)) {
    if ((skim.typesIn(block) & mask) === 0) continue;
    const first = block * stride + 1;
    if (readLength > maxReadLength) {
      return page(found, backwards, { next: backwards ? first + stride : first - 1, lastSeq });
    }
    const { events, length } = await readBlock(source, first, { from, to, types: range.types });
    readLength += length;
    for (const event of backwards ? events.toReversed() : events) {
      // Also when it is the last one: whether more follow is the next call's to find out.
      found.push(event);
      pageLength += event.length;
      if (found.length < range.limit && pageLength < maxPageLength) continue;
      return page(found, backwards, { next: event.event.seq, lastSeq });
    }
  }
  return page(found, backwards, { next: null, lastSeq });
}

interface Found {
  event: Event;
  /** Characters of JSON. */
  length: number;
}

function page(
  found: readonly Found[],
  backwards: boolean,
  rest: { next: number | null; lastSeq: number },
): FilterPage {
  const events = found.map(({ event }) => event);
  return { events: backwards ? events.toReversed() : events, ...rest };
}

function* blocksBetween(from: number, to: number, backwards: boolean): Generator<number> {
  if (from > to) return;
  const [first, last] = [blockOf(from), blockOf(to)];
  const count = last - first + 1;
  for (let step = 0; step < count; step += 1) yield backwards ? last - step : first + step;
}

function blockOf(seq: number): number {
  return Math.floor((seq - 1) / stride);
}

/** The events of these types in the block that begins with seq `first`, and how many characters were read for them. */
async function readBlock(
  { file, index }: Source,
  first: number,
  { from, to, types }: { from: number; to: number; types: readonly EventType[] },
): Promise<{ events: Found[]; length: number }> {
  const wanted = new Set<EventType>(types);
  const events: Found[] = [];
  let length = 0;
  const last = Math.min(first + stride - 1, to);
  let place = index.floor(first);
  while (place.seq <= last) {
    const lines = await readLines(file, place, {
      end: index.end(),
      maxLines: last - place.seq + 1,
    });
    if (lines === null) break;
    length += lines.text.length;
    for (const [step, line] of lines.text.split("\n").entries()) {
      const seq = place.seq + step;
      if (seq < from) continue;
      const type = typeIn(line);
      if (type !== null && !wanted.has(type)) continue;
      const event = parseRecord(line, seq);
      if (wanted.has(event.type)) events.push({ event, length: line.length });
    }
    place = lines.next;
  }
  return { events, length };
}
