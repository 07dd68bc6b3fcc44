import { useCallback, useSyncExternalStore } from "react";
import { z } from "zod";
import { storedValues } from "../git/stored.ts";
import { reviewCommentSchema, type CommentDraft, type ReviewComment } from "./review-comment.ts";

const noDrafts: readonly CommentDraft[] = [];

/** By session: a review outlives a reload, and waits until the next run has taken it along. */
const comments = storedValues<readonly ReviewComment[]>(
  "review",
  z.array(reviewCommentSchema).readonly(),
  [],
);
/** By session, too, but only as long as the page: the layout may change while one is written. */
const drafts = new Map<string, readonly CommentDraft[]>();
const listeners = new Set<() => void>();

/** The comments of a session's review that have not gone into a run yet, in the order in which they were written. */
export function useComments(sessionId: string): readonly ReviewComment[] {
  return comments.use(sessionId);
}

/** The comments that are being written. */
export function useDrafts(sessionId: string): readonly CommentDraft[] {
  return useSyncExternalStore(
    subscribe,
    useCallback(() => drafts.get(sessionId) ?? noDrafts, [sessionId]),
  );
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function setDrafts(sessionId: string, next: readonly CommentDraft[]): void {
  drafts.set(sessionId, next);
  for (const listener of listeners) listener();
}

/** What can be done with the comments of sessions. */
export const review = {
  /** Begins a comment on lines, or goes on with the one that was begun there. */
  begin(sessionId: string, place: Omit<ReviewComment, "id" | "text">): void {
    const open = drafts.get(sessionId) ?? noDrafts;
    const isThere = open.some(
      (draft) =>
        draft.path === place.path &&
        draft.side === place.side &&
        draft.line + draft.lines.length === place.line + place.lines.length,
    );
    if (isThere) return;
    const draft = { ...place, id: crypto.randomUUID(), text: "", replaces: null };
    setDrafts(sessionId, [...open, draft]);
  },
  /** Begins to change a comment. */
  edit(sessionId: string, comment: ReviewComment): void {
    const open = drafts.get(sessionId) ?? noDrafts;
    if (open.some(({ replaces }) => replaces === comment.id)) return;
    setDrafts(sessionId, [...open, { ...comment, id: crypto.randomUUID(), replaces: comment.id }]);
  },
  /** Keeps what is typed. */
  type(sessionId: string, draft: CommentDraft, text: string): void {
    const open = drafts.get(sessionId) ?? noDrafts;
    const at = open.findIndex(({ id }) => id === draft.id);
    if (at !== -1) setDrafts(sessionId, open.with(at, { ...draft, text }));
  },
  /** Ends writing without a comment, or leaves the one that was there as it was. */
  drop(sessionId: string, draft: CommentDraft): void {
    const open = drafts.get(sessionId) ?? noDrafts;
    setDrafts(
      sessionId,
      open.filter(({ id }) => id !== draft.id),
    );
  },
  /** Ends writing with a comment. */
  save(sessionId: string, { replaces, ...comment }: CommentDraft): void {
    comments.update(sessionId, (all) =>
      // The one that was changed may have gone into a run meanwhile.
      all.some(({ id }) => id === replaces)
        ? all.map((other) => (other.id === replaces ? { ...comment, id: other.id } : other))
        : [...all, comment],
    );
    review.drop(sessionId, { ...comment, replaces });
  },
  /** Forgets comments: removed by the person, or taken along by a run. */
  remove(sessionId: string, ids: readonly string[]): void {
    comments.update(sessionId, (all) => all.filter(({ id }) => !ids.includes(id)));
  },
};
