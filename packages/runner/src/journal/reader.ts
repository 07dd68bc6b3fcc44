import type { FileHandle } from "node:fs/promises";
import { dirname } from "node:path";
import type { Event } from "@signalbox/shared";
import { toBatch, type JournalBatch } from "./batch.ts";
import { createFolderWatch } from "./folder-watch.ts";
import { filterEvents, type FilterPage, type FilterRange } from "./filter.ts";
import { Following, type FollowOptions } from "./follow.ts";
import { JournalFile } from "./journal-file.ts";
import { readLines, skipTo } from "./lines.ts";
import { searchEvents, type SearchInput, type SearchPage } from "./search.ts";
import { Skim, type Outline } from "./skim.ts";

/** A page ends early at this size, so that many large events cannot fill the memory. Characters of JSON; 4 MiB. */
const maxPageLength = 4_194_304;

export interface JournalPage {
  events: Event[];
  /** Of the whole journal; 0 when it is empty. */
  firstSeq: number;
  lastSeq: number;
  /** Whether the last record is `run.ended`. */
  ended: boolean;
}

export interface JournalRange {
  /** Only events with a greater seq. */
  after?: number;
  /** Only events with a smaller seq; without `after`, the last ones before it. */
  before?: number;
  limit: number;
}

/** A view on one run's journal, for any number of readers. Nothing is held open while nobody reads. */
export interface Journal {
  /**
   * A stretch of events, in order. Fewer than `limit` when the events are large. A missing file is an empty journal; a last
   * line that is still being written is not there yet.
   */
  read(range: JournalRange): Promise<JournalPage>;
  /**
   * Every event after `after`, once, in order, in batches: first what is there, then live. Returns after `run.ended`, when an
   * ended journal is removed, or when `signal` aborts. However many follow, the live end is read once; a follower that is
   * behind reads from the file at its own pace. A batch is everybody's: do not change it.
   */
  batches(options: FollowOptions): AsyncGenerator<JournalBatch, void>;
  /** The events of `batches`. */
  follow(options: FollowOptions): AsyncGenerator<Event[], void>;
  /** The journal from afar. The first call reads all of it, later ones what was added since. */
  outline(): Promise<Outline>;
  /** Only events of some types; what the first call read for the outline tells where they are. */
  filter(range: FilterRange): Promise<FilterPage>;
  /** Looks for text, in a bounded stretch of the journal a call. */
  search(input: SearchInput): Promise<SearchPage>;
}

/** Opens the journal at `path`, which need not exist yet. Keep the result: its index of the file grows with the file. */
export function openJournal(path: string): Journal {
  const journal = new JournalFile(path);
  const skim = new Skim();
  const following = new Following(journal, createFolderWatch(dirname(path)));

  async function read(range: JournalRange): Promise<JournalPage> {
    return journal.look(async (file) => {
      if (file === null) return { events: [], firstSeq: 0, lastSeq: 0, ended: false };
      const lastSeq = journal.index.count();
      const ended = await journal.isEnded(file);
      const events = await readRange(file, range, lastSeq);
      return { events, firstSeq: Math.min(lastSeq, 1), lastSeq, ended };
    });
  }

  async function readRange(
    file: FileHandle,
    range: JournalRange,
    lastSeq: number,
  ): Promise<Event[]> {
    const { from, to, keep } = stretchOf(range, lastSeq);
    if (from > to) return [];
    const end = journal.index.end();
    let place = await skipTo(file, journal.index.floor(from), { end, seq: from });
    let length = 0;
    const pieces: { events: Event[]; length: number }[] = [];
    while (place !== null && place.seq <= to) {
      const lines = await readLines(file, place, { end, maxLines: to - place.seq + 1 });
      if (lines === null) break;
      pieces.push({ events: toBatch(lines, place.seq).events, length: lines.text.length });
      length += lines.text.length;
      place = lines.next;
      if (length <= maxPageLength || pieces.length === 1) continue;
      if (keep === "head") {
        pieces.pop();
        break;
      }
      while (length > maxPageLength && pieces.length > 1) length -= pieces.shift()?.length ?? 0;
    }
    return pieces.flatMap((piece) => piece.events);
  }

  async function* follow(options: FollowOptions): AsyncGenerator<Event[], void> {
    for await (const { events } of following.batches(options)) yield events;
  }

  /** Brings the skim up to date and gives the file to `work`; null when there is none. */
  function skimmed<Result>(work: (file: FileHandle | null) => Result | Promise<Result>) {
    return journal.look(async (file) => {
      if (file !== null) await skim.grow(file, journal.index);
      return work(file);
    });
  }

  return {
    read,
    batches: (options) => following.batches(options),
    follow,
    outline: () => skimmed((file) => (file === null ? new Skim() : skim).outline()),
    filter: (range) =>
      skimmed(async (file) =>
        file === null
          ? { events: [], next: null, lastSeq: 0 }
          : filterEvents({ file, index: journal.index, skim }, range),
      ),
    search: (input) =>
      journal.look(async (file) =>
        file === null
          ? { matches: [], next: null, lastSeq: 0 }
          : searchEvents({ file, index: journal.index }, input),
      ),
  };
}

/** Which lines a range means, and which end of it counts when it is too large. */
function stretchOf(range: JournalRange, lastSeq: number) {
  const to = Math.min(lastSeq, (range.before ?? Infinity) - 1);
  if (range.after === undefined && range.before !== undefined) {
    return { from: Math.max(1, to - range.limit + 1), to, keep: "tail" as const };
  }
  const from = (range.after ?? 0) + 1;
  return { from, to: Math.min(to, from + range.limit - 1), keep: "head" as const };
}
