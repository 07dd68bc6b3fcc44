import { useState } from "react";

/** What of a history is in view. */
export interface HistoryState {
  /** Only what the base branch does not have, or all below the session's branch. */
  scope: "session" | "all";
  openCommit: string | null;
  isArchiveOpen: boolean;
}

/** Keeps what of a history is in view while another part of the page, or another layout of it, takes its place. */
export function useHistoryState(): [HistoryState, (change: Partial<HistoryState>) => void] {
  const [state, setState] = useState<HistoryState>({
    scope: "session",
    openCommit: null,
    isArchiveOpen: false,
  });
  return [state, (change) => setState((now) => ({ ...now, ...change }))];
}
