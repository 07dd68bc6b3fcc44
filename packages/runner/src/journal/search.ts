import type { FileHandle } from "node:fs/promises";
import type { EventType, RunSearchMatch } from "@signalbox/shared";
import type { LineIndex } from "./line-index.ts";
import { readLines, skipTo } from "./lines.ts";
import { parseRecord } from "./record.ts";
import { typeIn } from "./record-head.ts";
import { searchFor, type TextSearch } from "./search-text.ts";

/** One call looks for no longer than this. */
const maxSearchMs = 200;
/** One call reads no more than this. Characters; 32 MB. */
const maxSearchLength = 32_000_000;
/** More lines than a chunk can hold. */
const wholeChunk = Number.MAX_SAFE_INTEGER;

export interface SearchInput {
  query: string;
  types?: readonly EventType[] | undefined;
  /** Only events with a greater seq. */
  after: number;
  limit: number;
}

export interface SearchPage {
  matches: RunSearchMatch[];
  /** Where the next call goes on; null at the journal's end. */
  next: number | null;
  lastSeq: number;
}

/** Looks for text in a stretch of a journal, a chunk at a time; what has no match is passed over without being decoded as an event. */
export async function searchEvents(
  { file, index }: { file: FileHandle; index: LineIndex },
  { query, types, after, limit }: SearchInput,
): Promise<SearchPage> {
  const lastSeq = index.count();
  const end = index.end();
  const search = searchFor(query);
  const wanted = types === undefined ? null : new Set(types);
  const matches: RunSearchMatch[] = [];
  if (after >= lastSeq) return { matches, next: null, lastSeq };
  const startedAt = performance.now();
  let length = 0;
  let place = await skipTo(file, index.floor(after + 1), { end, seq: after + 1 });
  while (place !== null && place.offset < end) {
    if (length > maxSearchLength || performance.now() - startedAt > maxSearchMs) {
      return { matches, next: place.seq - 1, lastSeq };
    }
    const lines = await readLines(file, place, { end, maxLines: wholeChunk });
    if (lines === null) break;
    length += lines.text.length;
    for (const match of matchesIn(lines.text, search, wanted)) {
      matches.push(match);
      if (matches.length === limit) return { matches, next: match.seq, lastSeq };
    }
    place = lines.next;
  }
  return { matches, next: null, lastSeq };
}

/** At most one match a line. */
function* matchesIn(
  text: string,
  { candidates, matchIn }: TextSearch,
  wanted: ReadonlySet<EventType> | null,
): Generator<RunSearchMatch> {
  candidates.lastIndex = 0;
  for (let hit = candidates.exec(text); hit !== null; hit = candidates.exec(text)) {
    const start = text.lastIndexOf("\n", hit.index) + 1;
    const nextLine = text.indexOf("\n", hit.index);
    const end = nextLine === -1 ? text.length : nextLine;
    const readableAt = startOfReadable(text, start, end);
    if (hit.index < readableAt) {
      candidates.lastIndex = readableAt;
      continue;
    }
    candidates.lastIndex = end + 1;
    const match = matchInLine(text.slice(start, end), matchIn, wanted);
    if (match !== null) yield match;
  }
}

const head = /\{"seq":(\d+),"at":"[^"]{24}","type":"(?:output|agent\.message)"/y;
const textMarker = '"text":"';

/** Where a line's text begins, when it is of a kind that has nothing else to read: many queries are found in all that goes before. */
function startOfReadable(text: string, start: number, end: number): number {
  head.lastIndex = start;
  if (!head.test(text)) return start;
  const at = text.indexOf(textMarker, head.lastIndex);
  return at === -1 || at >= end ? start : at + textMarker.length;
}

function matchInLine(
  line: string,
  matchIn: TextSearch["matchIn"],
  wanted: ReadonlySet<EventType> | null,
): RunSearchMatch | null {
  const type = typeIn(line);
  if (wanted !== null && type !== null && !wanted.has(type)) return null;
  const seq = Number(/^\{"seq":(\d{1,15})/.exec(line)?.[1]);
  // A damaged record has nothing that could be read.
  if (Number.isNaN(seq)) return null;
  const event = parseRecord(line, seq);
  return wanted === null || wanted.has(event.type) ? matchIn(event) : null;
}
