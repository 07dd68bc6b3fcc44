import type { JournalSnapshot } from "./journal-store.ts";
import type { TimelineRow } from "./timeline-rows.ts";

/**
 * The rows that are shown: all but those in folded iterations. Keeps what it found, so that a batch of new events
 * costs only its own rows; looks at all rows again when folding changed or the rows were built anew.
 */
export class VisibleRows {
  #visible: TimelineRow[] = [];
  #seen = 0;
  #generation = -1;
  #folded: ReadonlySet<number> | null = null;
  #epoch = 0;

  /** Another text when the rows are others, not only more of them at the end. */
  get epoch(): string {
    return String(this.#epoch);
  }

  /** The shown rows of a snapshot. The array is this object's own and grows in place. */
  of(snapshot: JournalSnapshot, folded: ReadonlySet<number>): readonly TimelineRow[] {
    if (snapshot.generation !== this.#generation || folded !== this.#folded) {
      this.#visible = [];
      this.#epoch += 1;
      this.#seen = 0;
      this.#generation = snapshot.generation;
      this.#folded = folded;
    }
    for (; this.#seen < snapshot.rows.length; this.#seen += 1) {
      const row = snapshot.rows[this.#seen];
      if (row && isVisible(row, folded)) this.#visible.push(row);
    }
    return this.#visible;
  }
}

function isVisible(row: TimelineRow, folded: ReadonlySet<number>): boolean {
  return row.kind === "iteration" || row.iteration === null || !folded.has(row.iteration);
}
