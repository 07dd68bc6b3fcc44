import { t } from "@lingui/core/macro";
import type { KeyboardEvent } from "react";
import { review } from "../review/comment-store.ts";
import { linesBetween, type Cursor, type CursorPlace } from "./cursor.ts";
import type { DiffRow } from "./diff-rows.ts";

/** The keys of the changes view, for its help and the keyboard map; in the words of commands. */
export function diffKeys(): (readonly [keys: string, what: string])[] {
  return [
    ["ArrowDown ArrowUp j k", t`next and previous line`],
    ["shift+ArrowDown shift+ArrowUp", t`choose several lines`],
    ["ArrowLeft ArrowRight", t`the other side, when they stand side by side`],
    ["n p", t`next and previous change`],
    ["] [", t`next and previous file`],
    ["c Enter", t`comment on the chosen lines`],
    ["v", t`file viewed, or not`],
    ["x", t`fold or unfold the file`],
    ["s", t`side by side, or in one column`],
    ["w", t`white space left out, or not`],
    ["f", t`the list of files, or not`],
    ["e", t`as wide as the window, or not`],
    ["?", t`this help`],
  ];
}

export interface DiffKeyActions {
  /** In the order in which they are seen. */
  paths: readonly string[];
  toggleFile: (path: string) => void;
  toggleViewed: (path: string) => void;
  toggleView: () => void;
  toggleWhitespace: () => void;
  toggleTree: () => void;
  toggleWide: () => void;
  showHelp: () => void;
}

/** Goes through changes with the keyboard while the focus is among them. */
export function useDiffKeys(
  {
    sessionId,
    cursor,
    rowsByPath,
  }: {
    sessionId: string;
    cursor: Cursor;
    rowsByPath: ReadonlyMap<string, readonly DiffRow[]>;
  },
  actions: DiffKeyActions,
) {
  const { paths } = actions;
  const goToFile = (step: number) => {
    const place = cursor.get();
    const at = place ? paths.indexOf(place.path) : -1;
    const path = paths[Math.min(Math.max(at + step, 0), paths.length - 1)];
    if (path !== undefined) cursor.set(headOf(path, place));
  };
  const move = (step: 1 | -1, wants: (row: DiffRow, before: DiffRow | undefined) => boolean) => {
    const place = cursor.get();
    if (!place) return goToFile(1);
    const rows = rowsByPath.get(place.path) ?? [];
    const at = place.row === null ? -1 : rows.findIndex(({ key }) => key === place.row);
    if (at === -1 && step === -1) return goToLastRow(place);
    for (let index = at + step; index >= 0 && index < rows.length; index += step) {
      const row = rows[index];
      if (row && wants(row, rows[index - 1])) return cursor.set(rowAt(place, row.key));
    }
    if (step === 1) goToFile(1);
    else cursor.set(headOf(place.path, place));
  };
  const goToLastRow = (place: CursorPlace) => {
    const path = paths[paths.indexOf(place.path) - 1];
    if (path === undefined) return;
    const last = rowsByPath.get(path)?.findLast(({ type }) => type === "line");
    cursor.set(last ? { ...rowAt(place, last.key), path } : headOf(path, place));
  };
  const extend = (step: 1 | -1) => {
    const place = cursor.get();
    if (!place?.row) return;
    const rows = rowsByPath.get(place.path) ?? [];
    const next = rows[rows.findIndex(({ key }) => key === place.row) + step];
    if (next?.type === "line") cursor.set({ ...place, row: next.key, isByKeyboard: true });
  };
  const comment = () => {
    const place = cursor.get();
    if (!place?.row) return;
    const lines = linesBetween(rowsByPath.get(place.path) ?? [], { ...place, row: place.row });
    if (lines) review.begin(sessionId, { path: place.path, ...lines });
  };
  const onFile = (action: (path: string) => void) => () => {
    const place = cursor.get();
    if (place) action(place.path);
  };
  const chooseSide = (side: CursorPlace["side"]) => {
    const place = cursor.get();
    if (place?.row) cursor.set({ ...place, side });
  };

  const plain: Record<string, () => void> = {
    j: () => move(1, isLine),
    ArrowDown: () => move(1, isLine),
    k: () => move(-1, isLine),
    ArrowUp: () => move(-1, isLine),
    n: () => move(1, isStartOfChange),
    p: () => move(-1, isStartOfChange),
    "]": () => goToFile(1),
    "[": () => goToFile(-1),
    ArrowLeft: () => chooseSide("before"),
    ArrowRight: () => chooseSide("after"),
    c: comment,
    Enter: comment,
    v: onFile(actions.toggleViewed),
    x: onFile(actions.toggleFile),
    s: actions.toggleView,
    w: actions.toggleWhitespace,
    f: actions.toggleTree,
    e: actions.toggleWide,
    "?": actions.showHelp,
  };
  const shifted: Record<string, () => void> = {
    ArrowDown: () => extend(1),
    ArrowUp: () => extend(-1),
    J: () => extend(1),
    K: () => extend(-1),
    "?": actions.showHelp,
  };
  return (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (!(event.target instanceof HTMLElement) || isOwnKey(event.target, event.key)) return;
    const action = (event.shiftKey ? shifted : plain)[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  };
}

function isLine(row: DiffRow): boolean {
  return row.type === "line";
}

/** The first of lines that differ. */
function isStartOfChange(row: DiffRow, before: DiffRow | undefined): boolean {
  return isChanged(row) && !(before && isChanged(before));
}

function isChanged(row: DiffRow): boolean {
  return row.type === "line" && (row.after ?? row.before)?.kind !== "same";
}

function headOf(path: string, place: CursorPlace | null): CursorPlace {
  return { path, row: null, anchor: null, side: place?.side ?? "after", isByKeyboard: true };
}

function rowAt(place: CursorPlace, row: string): CursorPlace {
  return { ...place, row, anchor: row, isByKeyboard: true };
}

/** What the element under the focus does itself with a key: typing in a field, pressing a button. */
function isOwnKey(target: HTMLElement, key: string): boolean {
  if (["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName)) {
    return target.getAttribute("type") !== "checkbox" || key === " ";
  }
  return key === "Enter" && target.closest("button, a, [role=combobox]") !== null;
}
