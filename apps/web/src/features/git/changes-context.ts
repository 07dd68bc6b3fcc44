import type { RouterInputs, RouterOutputs } from "@signalbox/api/router";
import { createContext, use } from "react";
import type { Cursor } from "./cursor.ts";
import type { DiffRow, DiffView } from "./diff-rows.ts";

export type ChangedFileInfo = RouterOutputs["git"]["diff"]["files"][number];
export type DiffInput = RouterInputs["git"]["diff"];

/** What can be taken back: a file, or one hunk of it as a patch. */
export interface DiscardWish {
  info: ChangedFileInfo;
  patch: string | null;
}

/** What all parts of one changes view share. */
export interface ChangesContextValue {
  sessionId: string;
  /** What is compared. */
  input: DiffInput;
  view: DiffView;
  cursor: Cursor;
  /** The rows of the files that are drawn, for going through them with the keyboard. */
  rowsByPath: Map<string, readonly DiffRow[]>;
  /** Null where nothing can be taken back: what is compared does not end with the worktree as it is. */
  discard: {
    ask: (wish: DiscardWish) => void;
    /** Why not now, in words; null when it can be. */
    reason: string | null;
    /** The same for a single hunk. */
    hunkReason: string | null;
  } | null;
}

/** Provided by the changes view. */
export const ChangesContext = createContext<ChangesContextValue | null>(null);

/** Of the changes view around. */
export function useChanges(): ChangesContextValue {
  const value = use(ChangesContext);
  if (!value) throw new Error("there is no changes view around");
  return value;
}
