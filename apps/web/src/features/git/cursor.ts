import { useCallback, useSyncExternalStore } from "react";
import type { DiffRow, DiffSide } from "./diff-rows.ts";
import { maxCommentLines, type ReviewComment } from "../review/review-comment.ts";

/** Where the reader is: at a file's head (no row), or at a row of it, perhaps with a range from another one. */
export interface CursorPlace {
  path: string;
  row: string | null;
  /** The other end of the range; the same row for a single one. */
  anchor: string | null;
  side: DiffSide;
  /** Moved with the keyboard: then the place is brought into view, and has the focus. */
  isByKeyboard: boolean;
}

/** The cursor of one changes view. Only what it enters and leaves is drawn again. */
export class Cursor {
  #place: CursorPlace | null = null;
  readonly #listeners = new Set<() => void>();

  get(): CursorPlace | null {
    return this.#place;
  }
  set(place: CursorPlace | null): void {
    this.#place = place;
    for (const listener of this.#listeners) listener();
  }
  subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
}

/** The cursor's place while it is in one file, at one of these rows when some are given; null elsewhere. */
export function useCursorIn(
  cursor: Cursor | null,
  path: string,
  rows: readonly DiffRow[] | null,
): CursorPlace | null {
  return useSyncExternalStore(
    cursor ? cursor.subscribe : subscribeToNothing,
    useCallback(() => {
      const place = cursor?.get() ?? null;
      if (place?.path !== path) return null;
      if (rows === null) return place;
      const isHere = rows.some(({ key }) => key === place.row || key === place.anchor);
      return isHere ? place : null;
    }, [cursor, path, rows]),
  );
}

function subscribeToNothing() {
  return () => {};
}

/** The lines of one side from one row to another, as the place of a comment; the other side where that one has none. */
export function linesBetween(
  rows: readonly DiffRow[],
  ends: { row: string; anchor: string | null; side: DiffSide },
): Pick<ReviewComment, "side" | "line" | "lines"> | null {
  const [one, two] = [ends.row, ends.anchor ?? ends.row].map((end) =>
    rows.findIndex(({ key }) => key === end),
  );
  if (one === undefined || two === undefined || one < 0 || two < 0) return null;
  // Lines of two hunks do not follow each other: the range ends where the hunk of the anchor does.
  const step = one < two ? -1 : 1;
  const range = [];
  for (let index = two; range.length < maxCommentLines; index += step) {
    const row = rows[index];
    if (row?.type !== "line") break;
    range.push(row);
    if (index === one) break;
  }
  if (step < 0) range.reverse();
  const other = ends.side === "after" ? "before" : "after";
  for (const side of [ends.side, other] as const) {
    const lines = range.flatMap((row) => row[side] ?? []);
    const line = lines[0]?.[side] ?? null;
    if (line === null) continue;
    // An unchanged line is one of the text after, whichever column it was pointed at in.
    const isSame = lines.every(({ kind }) => kind === "same");
    const after = lines[0]?.after ?? null;
    if (isSame && after !== null) {
      return { side: "after", line: after, lines: lines.map(({ text }) => text) };
    }
    return { side, line, lines: lines.map(({ text }) => text) };
  }
  return null;
}
