import { runDraftSchema, type RunDraft } from "./run-draft.ts";

const keyOf = (sessionId: string) => `signalbox.next-run.${sessionId}`;

/** What was typed for a session's next run, kept in this tab until that run begins: also over a reload. */
export const nextRunDrafts = {
  get(sessionId: string): RunDraft | null {
    try {
      const stored = sessionStorage.getItem(keyOf(sessionId));
      return stored === null ? null : runDraftSchema.parse(JSON.parse(stored));
    } catch {
      // Storage can be forbidden, and what an older page wrote may not fit.
      return null;
    }
  },
  set(sessionId: string, draft: RunDraft): void {
    try {
      sessionStorage.setItem(keyOf(sessionId), JSON.stringify(draft));
    } catch {
      // Full or forbidden: the draft lasts as long as the page.
    }
  },
  clear(sessionId: string): void {
    try {
      sessionStorage.removeItem(keyOf(sessionId));
    } catch {
      // Then there is none either.
    }
  },
};
