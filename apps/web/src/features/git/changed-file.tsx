import { memo, useEffect } from "react";
import type { CommentDraft, ReviewComment } from "../review/review-comment.ts";
import { useChanges, type ChangedFileInfo } from "./changes-context.ts";
import { useCursorIn } from "./cursor.ts";
import { FileContent } from "./file-content.tsx";
import { FileHead } from "./file-head.tsx";
import { keepAtTop } from "./keep-at-top.ts";
import { useNear } from "./near.ts";

const headPx = 38;
const linePx = 18;
/** What a diff has beside its changed lines, as a guess: the surroundings of a few hunks. */
const guessedLines = 12;

export interface ChangedFileProps {
  info: ChangedFileInfo;
  /** Its part of the patch; null when that was left out, empty when nothing of it differs as it is compared. */
  section: string | null;
  isOpen: boolean;
  isViewed: boolean;
  isUncommitted: boolean;
  comments: readonly ReviewComment[];
  drafts: readonly CommentDraft[];
  onToggle: (path: string, isOpen: boolean) => void;
  onViewed: (path: string, isViewed: boolean) => void;
}

/** One changed file: its head folds the diff. It is drawn when it comes near to what is in view, and keeps its height otherwise. */
export const ChangedFile = memo(function ChangedFile(props: ChangedFileProps) {
  const { info, isOpen, drafts } = props;
  const { cursor } = useChanges();
  const place = useCursorIn(cursor, info.path, null);
  const isAtHead = place?.row === null && place.isByKeyboard;
  const lines = (info.insertions ?? 0) + (info.deletions ?? 0) + guessedLines;
  const { ref, isDrawn, style } = useNear<HTMLElement>({
    estimatePx: headPx + (isOpen ? lines * linePx : 0),
    isHeld: place !== null || drafts.length > 0,
  });
  useEffect(() => {
    if (!isAtHead) return;
    ref.current?.querySelector<HTMLElement>("button")?.focus({ preventScroll: true });
    return ref.current ? keepAtTop(ref.current) : undefined;
  }, [isAtHead, place, ref]);
  return (
    <section
      ref={ref}
      aria-label={info.path}
      data-path={info.path}
      style={style}
      className="rounded-md border bg-surface"
    >
      {isDrawn && (
        <>
          <FileHead {...props} />
          {isOpen && (
            <div className="overflow-hidden rounded-b-md">
              <FileContent {...props} />
            </div>
          )}
        </>
      )}
    </section>
  );
});
