/** One row of the table: a figure, what it is compared with in the same run, and the bar it must reach. */
export interface Row {
  /** The letter of the list. */
  id: string;
  what: string;
  /** The figure in words, with its unit. */
  figure: string;
  /** What it was compared with, in words; "" when the bar is absolute. */
  baseline: string;
  /** Figure ÷ baseline, or null when there is no baseline. */
  ratio: number | null;
  /** The bar in words; "" when there is none. */
  bar: string;
  /** Whether the bar is reached; null without a bar. */
  reached: boolean | null;
}

/** The rows as text in columns, ready for a terminal. */
export function formatRows(rows: readonly Row[]): string {
  const cells = rows.map((row) => [
    row.id,
    row.what,
    row.figure,
    row.baseline,
    row.ratio === null ? "" : row.ratio.toFixed(2),
    row.bar,
    row.reached === null ? "" : row.reached ? "reached" : "MISSED",
  ]);
  const all = [["", "what", "figure", "baseline", "ratio", "bar", ""], ...cells];
  const widths = (all[0] ?? []).map((_, column) =>
    Math.max(...all.map((line) => line[column]?.length ?? 0)),
  );
  return all
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
