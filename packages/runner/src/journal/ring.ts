import type { JournalBatch } from "./batch.ts";

/** How much of a journal's live end is kept for followers that come a little later. Characters of JSON; 512 KiB. */
const maxLength = 524_288;

/** The latest batches of one journal, one after the other without a gap. */
export class BatchRing {
  #batches: JournalBatch[] = [];
  #length = 0;

  /** The first event that is kept; null while there is none. */
  get firstSeq(): number | null {
    return this.#batches[0]?.firstSeq ?? null;
  }

  /** Add the batch after the latest one; the oldest make room, but the latest always stays. `length` is that of its text. */
  push(batch: JournalBatch): void {
    this.#batches.push(batch);
    this.#length += batch.json.length;
    while (this.#length > maxLength && this.#batches.length > 1) {
      this.#length -= this.#batches.shift()?.json.length ?? 0;
    }
  }

  clear(): void {
    this.#batches = [];
    this.#length = 0;
  }

  /** The events from `seq` on, as far as one batch goes; null when `seq` is not kept. */
  from(seq: number): JournalBatch | null {
    const batch = this.#batches.find(({ lastSeq }) => seq <= lastSeq);
    return batch === undefined || seq < batch.firstSeq ? null : batch.from(seq);
  }
}
