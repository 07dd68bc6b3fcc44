import type { GraphRow } from "./graph.ts";

const columnPx = 12;
const rowPx = 44;
/** Where the commit is drawn: at the height of its subject. */
const dotPx = 15;
/** More lines than this tell nobody anything; the rest share the last column. */
const maxColumns = 6;

function xOf(column: number): number {
  return Math.min(column, maxColumns - 1) * columnPx + columnPx / 2 + 2;
}

/** The width that a history's graph takes, in pixels. */
export function graphWidth(rows: readonly GraphRow[]): number {
  const widest = Math.max(0, ...rows.map((row) => Math.max(row.column, ...row.open)));
  return Math.min(widest + 1, maxColumns) * columnPx + 4;
}

/** The lines of one row and its commit: a ring where the session is, a square for a merge. */
export function CommitGraph({
  row,
  width,
  isHead,
  isMerge,
}: {
  row: GraphRow;
  width: number;
  isHead: boolean;
  isMerge: boolean;
}) {
  const x = xOf(row.column);
  const half = isHead ? 2.5 : 4;
  return (
    <div aria-hidden className="relative shrink-0 self-stretch" style={{ width }}>
      <svg width={width} height={rowPx} className="absolute top-0 left-0 text-line-strong">
        {row.above.map(([from, to]) => (
          <path
            key={`a${from}`}
            d={`M${xOf(from)} 0 C${xOf(from)} ${dotPx / 2} ${xOf(to)} ${dotPx / 2} ${xOf(to)} ${dotPx}`}
            fill="none"
            stroke="currentColor"
            strokeWidth={2}
          />
        ))}
        {row.below.map(([from, to]) => (
          <path
            key={`b${from}-${to}`}
            d={`M${xOf(from)} ${dotPx} C${xOf(from)} ${rowPx / 2 + 8} ${xOf(to)} ${rowPx / 2 - 4} ${xOf(to)} ${rowPx}`}
            fill="none"
            stroke="currentColor"
            strokeWidth={2}
          />
        ))}
        {isMerge ? (
          <rect
            x={x - half}
            y={dotPx - half}
            width={2 * half}
            height={2 * half}
            rx={1}
            fill="var(--text-3)"
          />
        ) : (
          <circle cx={x} cy={dotPx} r={isHead ? 3 : 4} fill="var(--accent)" />
        )}
        {isHead && (
          <circle cx={x} cy={dotPx} r={5.5} fill="none" stroke="var(--accent)" strokeWidth={1.5} />
        )}
      </svg>
      {/* A row that is opened is higher: its lines go on. */}
      {row.open.map((column) => (
        <span
          key={column}
          className="absolute bottom-0 w-0.5 bg-line-strong"
          style={{ left: xOf(column) - 1, top: rowPx }}
        />
      ))}
    </div>
  );
}
