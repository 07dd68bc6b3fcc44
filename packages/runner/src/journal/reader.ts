import { open, type FileHandle } from "node:fs/promises";
import { dirname } from "node:path";
import type { Event } from "@signalbox/shared";
import { createFolderWatch } from "./folder-watch.ts";
import { createLineIndex } from "./line-index.ts";
import { linesBetween } from "./lines.ts";
import { parseRecord } from "./record.ts";

/** The most events in one batch of `follow`. */
const batchSize = 500;
/** A page ends early at this size, so that many large events cannot fill the memory. Characters of JSON; 4 MiB. */
const maxPageLength = 4_194_304;
/** `run.ended` is shorter than this by its bounds: a longer last line need not be looked at. Bytes. */
const maxEndBytes = 524_288;

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

/** A view on one run's journal, for any number of readers. Nothing is held open while nobody follows. */
export interface Journal {
  /**
   * A stretch of events, in order. Fewer than `limit` when the events are large. A missing file is an empty journal; a last
   * line that is still being written is not there yet.
   */
  read(range: JournalRange): Promise<JournalPage>;
  /**
   * Every event after `after`, once, in order, in batches: first what is there, then live. Returns after `run.ended` or when
   * `signal` aborts. Each follower reads from the file at its own pace, so a slow one costs no memory.
   */
  follow(options: { after?: number; signal?: AbortSignal }): AsyncGenerator<Event[], void>;
}

/** Opens the journal at `path`, which need not exist yet. Keep the result: its index of the file grows with the file. */
export function openJournal(path: string): Journal {
  const index = createLineIndex();
  const watch = createFolderWatch(dirname(path));
  let growing: Promise<void> = Promise.resolve();

  /** One at a time: the index is shared by all readers. */
  function grow(file: FileHandle): Promise<void> {
    growing = growing.catch(() => {}).then(() => index.grow(file));
    return growing;
  }

  async function read(range: JournalRange): Promise<JournalPage> {
    const file = await openIfThere(path);
    if (file === null) return { events: [], firstSeq: 0, lastSeq: 0, ended: false };
    try {
      await grow(file);
      const lastSeq = index.count();
      const { start, end } = index.lastLine();
      const events = await readRange(file, range, lastSeq, index.end());
      const ended = lastSeq > 0 && (await isEnd(file, start, end, lastSeq));
      return { events, firstSeq: Math.min(lastSeq, 1), lastSeq, ended };
    } finally {
      await file.close();
    }
  }

  async function readRange(
    file: FileHandle,
    range: JournalRange,
    lastSeq: number,
    endOffset: number,
  ): Promise<Event[]> {
    const { from, to, keep } = stretchOf(range, lastSeq);
    if (from > to) return [];
    const begin = index.floor(from);
    let seq = begin.line;
    let length = 0;
    const lines: { seq: number; text: string }[] = [];
    reading: for await (const chunk of linesBetween(file, begin.offset, endOffset)) {
      for (const text of chunk) {
        if (seq > to) break reading;
        if (seq >= from) {
          length += text.length;
          lines.push({ seq, text });
          while (length > maxPageLength && lines.length > 1) {
            const dropped = keep === "head" ? lines.pop() : lines.shift();
            length -= dropped?.text.length ?? 0;
            if (keep === "head") break reading;
          }
        }
        seq += 1;
      }
    }
    return lines.map((line) => parseRecord(line.text, line.seq));
  }

  async function* follow(options: {
    after?: number;
    signal?: AbortSignal;
  }): AsyncGenerator<Event[], void> {
    let after = options.after ?? 0;
    const changes = watch.subscribe(options.signal);
    try {
      while (options.signal?.aborted !== true) {
        // Taken before reading: a change during the read is not missed.
        const change = changes.next();
        const { events, ended, lastSeq } = await read({ after, limit: batchSize });
        const last = events.at(-1);
        if (last !== undefined) {
          after = last.seq;
          yield events;
        }
        if (ended && after >= lastSeq) return;
        // Caught up: what is written meanwhile comes as one batch.
        if (after >= lastSeq) await change;
      }
    } finally {
      changes.close();
    }
  }

  return { read, follow };
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

async function isEnd(file: FileHandle, start: number, end: number, seq: number): Promise<boolean> {
  const length = end - start;
  if (length > maxEndBytes) return false;
  const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(length), 0, length, start);
  return parseRecord(buffer.toString("utf8", 0, bytesRead), seq).type === "run.ended";
}

async function openIfThere(path: string): Promise<FileHandle | null> {
  return open(path, "r").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
}
