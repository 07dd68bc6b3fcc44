import { useEffect, useRef, type MouseEvent } from "react";
import { review } from "../review/comment-store.ts";
import { useChanges } from "./changes-context.ts";
import { linesBetween } from "./cursor.ts";
import type { DiffRow, DiffSide } from "./diff-rows.ts";

interface Pointed {
  row: string;
  /** Null beside the numbers. */
  gutter: DiffSide | null;
}

function pointedAt(target: EventTarget): Pointed | null {
  if (!(target instanceof Element)) return null;
  const row = target.closest<HTMLElement>("[data-row]")?.dataset["row"];
  const gutter = target.closest<HTMLElement>("[data-gutter]")?.dataset["gutter"];
  if (row === undefined) return null;
  return { row, gutter: gutter === "before" || gutter === "after" ? gutter : null };
}

function sideOf(target: EventTarget): string {
  const cell = target instanceof Element ? target.closest<HTMLElement>("[data-side]") : null;
  return cell?.dataset["side"] ?? "";
}

/** Comments with the mouse: a press on a line's number begins one, drawn over several lines it is about all of them. */
export function useLinePointer(path: string, rows: readonly DiffRow[]) {
  const { cursor, sessionId } = useChanges();
  const isDragging = useRef(false);
  useEffect(() => {
    const onMouseUp = () => {
      if (!isDragging.current) return;
      isDragging.current = false;
      const place = cursor.get();
      if (place?.path !== path || place.row === null) return;
      const lines = linesBetween(rows, { ...place, row: place.row });
      if (lines) review.begin(sessionId, { path, ...lines });
    };
    document.addEventListener("mouseup", onMouseUp);
    return () => document.removeEventListener("mouseup", onMouseUp);
  }, [cursor, sessionId, path, rows]);
  return {
    onMouseDown(event: MouseEvent) {
      const at = pointedAt(event.target);
      if (event.button !== 0 || !at || !(event.currentTarget instanceof HTMLElement)) return;
      // Side by side, only the text of the side where choosing begins is chosen.
      event.currentTarget.dataset["choosing"] = sideOf(event.target);
      const before = cursor.get();
      if (at.gutter === null) {
        // Text may be chosen for copying: only where the keyboard goes on from is noted.
        const side = before?.side ?? "after";
        cursor.set({ path, row: at.row, anchor: at.row, side, isByKeyboard: false });
        return;
      }
      event.preventDefault();
      isDragging.current = true;
      const anchor = event.shiftKey && before?.path === path ? before.anchor : at.row;
      cursor.set({ path, row: at.row, anchor, side: at.gutter, isByKeyboard: false });
    },
    onMouseOver(event: MouseEvent) {
      const at = isDragging.current ? pointedAt(event.target) : null;
      const place = cursor.get();
      if (at && place?.path === path && place.row !== at.row) cursor.set({ ...place, row: at.row });
    },
  };
}
