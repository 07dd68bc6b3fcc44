import { Trans } from "@lingui/react/macro";
import { Fragment, memo, useEffect, useRef, type ReactNode } from "react";
import { cn } from "../../lib/cn.ts";
import type { DiffRow, DiffSide, DiffView } from "./diff-rows.ts";
import type { DiffLine } from "./patch.ts";
import type { Span } from "./spans.ts";
import { visibleText } from "./visible-text.ts";
import "./diff.css";

/** How the lines of a file are drawn; a line that is not there is plain. */
export type LineSpans = ReadonlyMap<DiffLine, Span[]>;

export interface DiffTableProps {
  rows: readonly DiffRow[];
  view: DiffView;
  spans: LineSpans | null;
  /** The row that the reader is at. */
  cursor?: string | null;
  /** Which of the two texts is meant there. */
  cursorSide?: DiffSide;
  /** Another one each time that the row is to have the focus; null when it is not. */
  focus?: object | null;
  /** The first and the last chosen row, by their place in `rows`. */
  chosen?: { from: number; to: number } | null;
  /** What stands below a line, by its side and number; null for nothing. */
  below?: (lineKey: string) => ReactNode;
  /** What stands at the end of a hunk's head. */
  hunkActions?: (hunk: number) => ReactNode;
}

/** Rows of a diff, in one column or side by side. */
export const DiffTable = memo(function DiffTable({ rows, view, ...props }: DiffTableProps) {
  const table = useRef<HTMLTableElement>(null);
  const { cursor, cursorSide = "after", focus, chosen } = props;
  useEffect(() => {
    if (!focus || !cursor) return;
    const row = table.current?.querySelector<HTMLElement>(`[data-row="${cursor}"]`);
    row?.focus({ preventScroll: true });
    row?.scrollIntoView({ block: "nearest" });
  }, [cursor, focus]);
  return (
    <table ref={table} className={cn("diff", view === "split" && "diff-split")}>
      <colgroup>
        <col className="diff-gutter-col" />
        {view === "split" && <col />}
        <col className="diff-gutter-col" />
        <col />
      </colgroup>
      <tbody>
        {rows.map((row, index) => (
          <Fragment key={row.key}>
            {row.type === "hunk" ? (
              <tr>
                <td colSpan={columnsOf(view)} className="diff-hunk">
                  <div className="flex items-center gap-2">
                    <span className="min-w-0 flex-1">{visibleText(row.header)}</span>
                    {props.hunkActions?.(row.hunk)}
                  </div>
                </td>
              </tr>
            ) : (
              <>
                <tr
                  data-row={row.key}
                  tabIndex={-1}
                  className={cn(
                    chosen && index >= chosen.from && index <= chosen.to && "diff-chosen",
                    row.key === cursor && `diff-cursor diff-cursor-${cursorSide}`,
                  )}
                >
                  {view === "split" ? (
                    <>
                      <Half line={row.before} side="before" spans={props.spans} />
                      <Half line={row.after} side="after" spans={props.spans} />
                    </>
                  ) : (
                    <WholeLine row={row} spans={props.spans} />
                  )}
                </tr>
                {props.below && <Below row={row} view={view} below={props.below} />}
              </>
            )}
          </Fragment>
        ))}
      </tbody>
    </table>
  );
});

function columnsOf(view: DiffView): number {
  return view === "split" ? 4 : 3;
}

type LineRow = Extract<DiffRow, { type: "line" }>;

function WholeLine({ row, spans }: { row: LineRow; spans: LineSpans | null }) {
  const line = row.after ?? row.before;
  if (!line) return null;
  return (
    <>
      <td data-gutter="before" className={`diff-gutter diff-gutter-${line.kind}`}>
        {line.before}
      </td>
      <td data-gutter="after" className={`diff-gutter diff-gutter-${line.kind}`}>
        {line.after}
      </td>
      <td className={`diff-code diff-code-${line.kind}`}>
        <LineText line={line} spans={spans} />
      </td>
    </>
  );
}

function Half({
  line,
  side,
  spans,
}: {
  line: DiffLine | null;
  side: DiffSide;
  spans: LineSpans | null;
}) {
  if (!line) {
    return (
      <>
        <td className="diff-gutter diff-nothing" />
        <td className="diff-code diff-nothing" />
      </>
    );
  }
  return (
    <>
      <td data-gutter={side} className={`diff-gutter diff-gutter-${line.kind}`}>
        {line[side]}
      </td>
      <td data-side={side} className={`diff-code diff-code-${line.kind}`}>
        <LineText line={line} spans={spans} />
      </td>
    </>
  );
}

function LineText({ line, spans }: { line: DiffLine; spans: LineSpans | null }) {
  return (
    <>
      <Pieces line={line} spans={spans} />
      {line.isUnended && (
        <span className="diff-unended">
          <Trans>no line break at the end</Trans>
        </span>
      )}
    </>
  );
}

function Pieces({ line, spans }: { line: DiffLine; spans: LineSpans | null }) {
  const own = spans?.get(line);
  if (!own) return visibleText(line.text.replace(/\r$/, ""));
  return own.map(([text, classes], index) => {
    // A line end of Windows is seen only where it is what differs.
    const shown = visibleText(classes.includes("diff-mark") ? text : text.replace(/\r$/, ""));
    return classes === "" ? (
      shown
    ) : (
      // oxlint-disable-next-line react/no-array-index-key -- a line's pieces have no other name, and never move
      <span key={index} className={classes}>
        {shown}
      </span>
    );
  });
}

function Below({
  row,
  view,
  below,
}: {
  row: LineRow;
  view: DiffView;
  below: NonNullable<DiffTableProps["below"]>;
}) {
  const content = [
    row.before && below(`before:${row.before.before}`),
    row.after && below(`after:${row.after.after}`),
  ].filter(Boolean);
  if (content.length === 0) return null;
  return (
    <tr>
      <td colSpan={columnsOf(view)} className="diff-below">
        {content}
      </td>
    </tr>
  );
}
