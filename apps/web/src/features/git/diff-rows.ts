import type { DiffHunk, DiffLine } from "./patch.ts";

export type DiffView = "unified" | "split";

/** The two texts that a diff compares. */
export type DiffSide = "before" | "after";

/** One row as it is drawn: the head of a hunk, or a line on either side (the same one twice, or one alone, in the unified view). */
export type DiffRow =
  | { type: "hunk"; key: string; hunk: number; header: string }
  | { type: "line"; key: string; before: DiffLine | null; after: DiffLine | null };

/** What a line is found by: its side and its number there. An unchanged line is one of the text after. */
function keyOfLine(line: DiffLine): string {
  return line.after === null ? `before:${line.before}` : `after:${line.after}`;
}

/** The rows of all hunks of a file. */
export function rowsOf(hunks: readonly DiffHunk[], view: DiffView): DiffRow[] {
  return hunks.flatMap((hunk, index): DiffRow[] => [
    { type: "hunk", key: `hunk:${index}`, hunk: index, header: hunk.header },
    ...(view === "split" ? pairedRows(hunk.lines) : hunk.lines.map(rowOf)),
  ]);
}

function rowOf(line: DiffLine): DiffRow {
  return {
    type: "line",
    key: keyOfLine(line),
    before: line.kind === "added" ? null : line,
    after: line.kind === "removed" ? null : line,
  };
}

/** Side by side: what was removed stands beside what came in its place. */
function pairedRows(lines: readonly DiffLine[]): DiffRow[] {
  return blocksOf(lines).flatMap(({ same, removed, added }): DiffRow[] => {
    if (same) return [rowOf(same)];
    return Array.from({ length: Math.max(removed.length, added.length) }, (_, index) => {
      const before = removed[index] ?? null;
      const after = added[index] ?? null;
      const line = after ?? before;
      return { type: "line", key: line ? keyOfLine(line) : "", before, after };
    });
  });
}

/** A line that is the same, or lines that were removed with those that were put in their place. */
export interface ChangeBlock {
  same: DiffLine | null;
  removed: DiffLine[];
  added: DiffLine[];
}

/** Takes a hunk apart into what belongs together. */
export function blocksOf(lines: readonly DiffLine[]): ChangeBlock[] {
  const blocks: ChangeBlock[] = [];
  let open: ChangeBlock | null = null;
  for (const line of lines) {
    if (line.kind === "same") {
      blocks.push({ same: line, removed: [], added: [] });
      open = null;
      continue;
    }
    // What is removed after something was added belongs to another change.
    if (open === null || (line.kind === "removed" && open.added.length > 0)) {
      open = { same: null, removed: [], added: [] };
      blocks.push(open);
    }
    open[line.kind].push(line);
  }
  return blocks;
}

/** Rows in parts that are drawn one by one. */
export function partsOf(rows: readonly DiffRow[], length: number): DiffRow[][] {
  return Array.from({ length: Math.ceil(rows.length / length) }, (_, index) =>
    rows.slice(index * length, (index + 1) * length),
  );
}
