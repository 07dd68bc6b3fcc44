import { t } from "@lingui/core/macro";
import { Undo2 } from "lucide-react";
import { useCallback, useEffect, useMemo, type ReactNode } from "react";
import { CommentCard } from "../review/comment-card.tsx";
import { CommentEditor } from "../review/comment-editor.tsx";
import { placeComments } from "../review/place-comments.ts";
import type { ChangedFileProps } from "./changed-file.tsx";
import { useChanges } from "./changes-context.ts";
import { useCursorIn } from "./cursor.ts";
import { partsOf, rowsOf, type DiffRow, type DiffSide } from "./diff-rows.ts";
import { DiffTable, type LineSpans } from "./diff-table.tsx";
import { IconButton } from "./icon-button.tsx";
import { useNear } from "./near.ts";
import { patchOfHunk, type DiffHunk } from "./patch.ts";
import { useLinePointer } from "./use-line-pointer.ts";
import { useSpans } from "./use-spans.ts";

/** Rows are drawn in parts of this many, those that are near to what is in view. */
const partLength = 100;
const linePx = 18;

/** The lines of a file's diff with the comments on them. */
export function FileLines({
  info,
  section,
  hunks,
  isWhole,
  comments,
  drafts,
}: ChangedFileProps & { section: string; hunks: readonly DiffHunk[]; isWhole: boolean }) {
  const { sessionId, view, cursor, rowsByPath, discard } = useChanges();
  const { path } = info;
  const spans = useSpans(hunks, path);
  const rows = useMemo(() => rowsOf(hunks, view), [hunks, view]);
  const parts = useMemo(() => partsOf(rows, partLength), [rows]);
  useEffect(() => {
    rowsByPath.set(path, rows);
    return () => void rowsByPath.delete(path);
  }, [rowsByPath, path, rows]);

  const shownComments = useMemo(
    () =>
      placeComments(
        comments.filter(({ id }) => !drafts.some((draft) => draft.replaces === id)),
        hunks,
      ),
    [comments, drafts, hunks],
  );
  const shownDrafts = useMemo(() => placeComments(drafts, hunks), [drafts, hunks]);
  const backToRow = useCallback(() => {
    const place = cursor.get();
    if (place) cursor.set({ ...place, anchor: place.row, isByKeyboard: true });
  }, [cursor]);
  const below = useCallback(
    (lineKey: string): ReactNode => {
      const placed = shownComments.placed.get(lineKey) ?? [];
      const open = shownDrafts.placed.get(lineKey) ?? [];
      if (placed.length + open.length === 0) return null;
      return (
        <div key={lineKey} className="flex flex-col gap-1.5">
          {placed.map(({ comment, line }) => (
            <CommentCard key={comment.id} sessionId={sessionId} comment={comment} line={line} />
          ))}
          {open.map(({ comment }) => (
            <CommentEditor
              key={comment.id}
              sessionId={sessionId}
              draft={comment}
              onClosed={backToRow}
            />
          ))}
        </div>
      );
    },
    [sessionId, shownComments, shownDrafts, backToRow],
  );
  const hunkActions = useCallback(
    (hunk: number) =>
      discard &&
      !isWhole && (
        <IconButton
          danger
          label={discard.hunkReason ?? t`Discard these lines`}
          Icon={Undo2}
          disabled={discard.hunkReason !== null}
          onClick={() => discard.ask({ info, patch: patchOfHunk(section, hunk) })}
          className="h-5"
        />
      ),
    [discard, info, section, isWhole],
  );

  const place = useCursorIn(cursor, path, null);
  const [cursorAt, anchorAt] = [place?.row, place?.anchor].map((key) =>
    key ? rows.findIndex((row) => row.key === key) : -1,
  );
  const outdated = [...shownComments.outdated, ...shownDrafts.outdated];
  const pointer = useLinePointer(path, rows);
  return (
    <div className="diff-review" {...pointer}>
      {outdated.length > 0 && (
        <div className="flex flex-col gap-1.5 border-b bg-sunken p-2">
          {shownComments.outdated.map((comment) => (
            <CommentCard key={comment.id} sessionId={sessionId} comment={comment} isOutdated />
          ))}
          {shownDrafts.outdated.map((draft) => (
            <CommentEditor
              key={draft.id}
              sessionId={sessionId}
              draft={draft}
              onClosed={backToRow}
            />
          ))}
        </div>
      )}
      {parts.map((part, index) => {
        const start = index * partLength;
        const from = Math.min(cursorAt ?? -1, anchorAt ?? -1) - start;
        const to = Math.max(cursorAt ?? -1, anchorAt ?? -1) - start;
        const isChosen = cursorAt !== -1 && anchorAt !== -1 && to >= 0 && from < part.length;
        return (
          <Part
            // oxlint-disable-next-line react/no-array-index-key -- parts never move
            key={index}
            rows={part}
            spans={spans}
            cursor={part.some(({ key }) => key === place?.row) ? (place?.row ?? null) : null}
            cursorSide={place?.side ?? "after"}
            focus={place?.isByKeyboard && part.some(({ key }) => key === place.row) ? place : null}
            from={isChosen && from !== to ? from : null}
            to={isChosen && from !== to ? to : null}
            isHeld={part.some((row) => isDraftAt(row, shownDrafts.placed))}
            below={below}
            hunkActions={hunkActions}
          />
        );
      })}
    </div>
  );
}

function isDraftAt(row: DiffRow, placed: ReadonlyMap<string, unknown>): boolean {
  if (placed.size === 0 || row.type === "hunk") return false;
  return placed.has(`before:${row.before?.before}`) || placed.has(`after:${row.after?.after}`);
}

function Part({
  rows,
  spans,
  cursor,
  cursorSide,
  focus,
  from,
  to,
  isHeld,
  below,
  hunkActions,
}: {
  rows: readonly DiffRow[];
  spans: LineSpans | null;
  cursor: string | null;
  cursorSide: DiffSide;
  focus: object | null;
  from: number | null;
  to: number | null;
  isHeld: boolean;
  below: (lineKey: string) => ReactNode;
  hunkActions: (hunk: number) => ReactNode;
}) {
  const { view } = useChanges();
  const { ref, isDrawn, style } = useNear<HTMLDivElement>({
    estimatePx: rows.length * linePx,
    isHeld: isHeld || cursor !== null,
  });
  const chosen = useMemo(() => (from === null || to === null ? null : { from, to }), [from, to]);
  return (
    <div ref={ref} style={style}>
      {isDrawn && (
        <DiffTable
          rows={rows}
          view={view}
          spans={spans}
          cursor={cursor}
          cursorSide={cursorSide}
          focus={focus}
          chosen={chosen}
          below={below}
          hunkActions={hunkActions}
        />
      )}
    </div>
  );
}
