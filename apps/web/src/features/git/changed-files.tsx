import { t } from "@lingui/core/macro";
import { useEffect, useState, type ReactNode } from "react";
import type { CommentDraft, ReviewComment } from "../review/review-comment.ts";
import { ChangedFile } from "./changed-file.tsx";
import { useChanges, type ChangedFileInfo } from "./changes-context.ts";
import { NearContext, NearObserver } from "./near.ts";
import { fileAtTop, type TopFile } from "./top-file.ts";
import { useCommands } from "../shell/commands.ts";
import { diffKeys, useDiffKeys, type DiffKeyActions } from "./use-diff-keys.ts";
import type { Folds } from "./use-folds.ts";

const noComments: readonly ReviewComment[] = [];
const noDrafts: readonly CommentDraft[] = [];

/** The diffs of all files below each other, in a box that scrolls by itself. */
export function ChangedFiles({
  files,
  sections,
  isTruncated,
  folds,
  uncommitted,
  comments,
  drafts,
  actions,
  before,
  top,
}: {
  files: readonly ChangedFileInfo[];
  sections: ReadonlyMap<string, string>;
  isTruncated: boolean;
  folds: Folds;
  uncommitted: ReadonlySet<string>;
  comments: ReadonlyMap<string, readonly ReviewComment[]>;
  drafts: ReadonlyMap<string, readonly CommentDraft[]>;
  actions: Omit<DiffKeyActions, "paths" | "toggleFile" | "toggleViewed">;
  before: ReactNode;
  /** Told which file is read. */
  top: TopFile;
}) {
  const { cursor } = useChanges();
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  const [near, setNear] = useState<NearObserver | null>(null);
  useEffect(() => {
    if (!scroller) return;
    const observer = new NearObserver(scroller);
    setNear(observer);
    return () => observer.end();
  }, [scroller]);
  useEffect(() => {
    if (!scroller) return;
    let frame = 0;
    const look = () => {
      frame = 0;
      top.set(fileAtTop(scroller, cursor.get()?.path ?? null));
    };
    // Once a frame at most, however often it is scrolled.
    const soon = () => {
      frame ||= requestAnimationFrame(look);
    };
    soon();
    scroller.addEventListener("scroll", soon, { passive: true });
    const unsubscribe = cursor.subscribe(soon);
    return () => {
      scroller.removeEventListener("scroll", soon);
      unsubscribe();
      cancelAnimationFrame(frame);
    };
  }, [scroller, cursor, top, files]);
  // They work while the focus is among the changes; the keyboard map tells of them.
  useCommands(
    diffKeys().map(([keys, label]) => ({
      id: `changes.${keys}`,
      label,
      section: "changes",
      keys: keys.split(" "),
      keysOnly: true,
    })),
  );
  const onKeyDown = useDiffKeys(useChanges(), {
    ...actions,
    paths: files.map(({ path }) => path),
    toggleFile: (path) => {
      const file = files.find((candidate) => candidate.path === path);
      if (file) folds.toggle(path, !folds.isOpen(file));
    },
    toggleViewed: (path) => folds.setViewed(path, !folds.isViewed(path)),
  });
  return (
    // Scrolls by itself, so it can be reached and moved with the keyboard.
    <div
      ref={setScroller}
      tabIndex={0}
      role="region"
      aria-label={t`Changes`}
      onKeyDown={onKeyDown}
      className="relative flex min-h-0 min-w-0 flex-1 flex-col gap-2.5 overflow-y-auto px-2.5 pb-4 focus-visible:-outline-offset-2 [&>*]:shrink-0"
    >
      <div className="-mb-2.5 h-2.5" />
      {before}
      <NearContext value={near}>
        {files.map((file) => (
          <ChangedFile
            key={file.path}
            info={file}
            section={sections.get(file.path) ?? (isTruncated ? null : "")}
            isOpen={folds.isOpen(file)}
            isViewed={folds.isViewed(file.path)}
            isUncommitted={uncommitted.has(file.path)}
            comments={comments.get(file.path) ?? noComments}
            drafts={drafts.get(file.path) ?? noDrafts}
            onToggle={folds.toggle}
            onViewed={folds.setViewed}
          />
        ))}
      </NearContext>
    </div>
  );
}
