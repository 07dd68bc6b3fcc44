import type { FileHandle } from "node:fs/promises";
import { toBatch, type JournalBatch } from "./batch.ts";
import type { FolderWatch } from "./folder-watch.ts";
import type { JournalFile } from "./journal-file.ts";
import { readLines, skipTo, type Place } from "./lines.ts";
import { BatchRing } from "./ring.ts";

/** The most events in one batch. */
const maxBatchEvents = 500;

export interface FollowOptions {
  after?: number;
  signal?: AbortSignal;
}

/** What came of a look at the live end: there is more, nothing yet, nothing ever again, or the ended journal was removed. */
type Look = "more" | "idle" | "ended" | "gone";

/** A place in one particular file: another one that takes its place has another generation. */
type FilePlace = Place & { generation: number };

/**
 * Follows a journal for any number of followers. Those at its live end share one reader: what it read last is kept in a ring.
 * Who is further behind, from the beginning or by being slow, reads from the file at its own pace until the ring has what it needs.
 */
export class Following {
  readonly #file: JournalFile;
  readonly #watch: FolderWatch;
  readonly #ring = new BatchRing();
  /** What the shared reader reads next; null before it has read anything. */
  #live: FilePlace | null = null;
  #looking: Promise<Look> | null = null;
  #followers = 0;

  constructor(file: JournalFile, watch: FolderWatch) {
    this.#file = file;
    this.#watch = watch;
  }

  /** See `Journal.batches`. */
  async *batches({ after = 0, signal }: FollowOptions): AsyncGenerator<JournalBatch, void> {
    let seq = after + 1;
    let place: FilePlace | null = null;
    const isOver = () => signal?.aborted === true;
    const changes = this.#watch.subscribe(signal);
    this.#followers += 1;
    try {
      while (!isOver()) {
        let batch = this.#ring.from(seq);
        if (batch === null && this.#isBehind(seq)) {
          [batch, place] = await this.#readAlone(seq, place);
          if (batch === null) continue;
        }
        if (batch !== null) {
          seq = batch.lastSeq + 1;
          yield batch;
          if (batch.isLast) return;
          continue;
        }
        // Taken before reading: a change during the read is not missed.
        const change = changes.next();
        const look = await this.#lookTogether(seq);
        if (look === "gone") return;
        // Somebody who is further on may have looked for us.
        if (this.#isBehind(seq)) continue;
        if (look === "ended") return;
        if (look === "idle") await change;
      }
    } finally {
      changes.close();
      this.#followers -= 1;
      // What nobody watches may be replaced unseen: the next follower begins with the file.
      if (this.#followers === 0) this.#forget();
    }
  }

  #isBehind(seq: number): boolean {
    return this.#live !== null && seq < this.#live.seq;
  }

  #lookTogether(seq: number): Promise<Look> {
    this.#looking ??= this.#file
      .look((file) => this.#look(file, seq))
      .finally(() => {
        this.#looking = null;
      });
    return this.#looking;
  }

  /** Reads the next batch of the live end into the ring. */
  async #look(file: FileHandle | null, seq: number): Promise<Look> {
    if (file === null) {
      this.#forget();
      return this.#file.wasEnded ? "gone" : "idle";
    }
    const { index } = this.#file;
    const [generation, end] = [index.generation(), index.end()];
    let live = this.#live;
    if (live?.generation !== generation || seq > live.seq) {
      // Nobody was at the live end: it begins with this follower.
      this.#forget();
      live = await this.#locate(file, Math.min(seq, index.count() + 1));
      this.#live = live;
      if (live === null) return "more";
    }
    if (live.offset >= end) return (await this.#file.isEnded(file)) ? "ended" : "idle";
    const lines = await readLines(file, live, { end, maxLines: maxBatchEvents });
    if (lines === null || index.generation() !== generation) return "more";
    const batch = toBatch(lines, live.seq);
    this.#ring.push(batch);
    this.#live = { ...lines.next, generation };
    if (lines.next.offset === index.end()) this.#file.noteEnding(batch.isLast);
    return "more";
  }

  /** The events from `seq` on, straight from the file and no further than the ring's first; and where to read on. */
  async #readAlone(
    seq: number,
    place: FilePlace | null,
  ): Promise<[JournalBatch, FilePlace] | [null, null]> {
    const upTo = this.#ring.firstSeq ?? this.#live?.seq ?? seq;
    return this.#file.look(async (file) => {
      const { index } = this.#file;
      const [generation, end] = [index.generation(), index.end()];
      const maxLines = Math.min(maxBatchEvents, upTo - seq);
      if (file !== null && seq <= index.count() && maxLines > 0) {
        const begin = place?.generation === generation ? place : await this.#locate(file, seq);
        const lines = begin && (await readLines(file, begin, { end, maxLines }));
        if (lines !== null && index.generation() === generation) {
          return [toBatch(lines, seq), { ...lines.next, generation }];
        }
      }
      // Another file, or none, is there now: the shared reader finds out what that means.
      this.#forget();
      return [null, null];
    });
  }

  async #locate(file: FileHandle, seq: number): Promise<FilePlace | null> {
    const { index } = this.#file;
    const [generation, end] = [index.generation(), index.end()];
    const place = await skipTo(file, index.floor(seq), { end, seq });
    return place === null || index.generation() !== generation ? null : { ...place, generation };
  }

  #forget(): void {
    this.#live = null;
    this.#ring.clear();
  }
}
