import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { GitDiff, GitStatus } from "@signalbox/shared";
import { useMemo, useRef, useState, type ReactNode } from "react";
import { cn } from "../../lib/cn.ts";
import { Notice } from "../../ui/notice.tsx";
import { useComments, useDrafts } from "../review/comment-store.ts";
import { ReviewBar } from "../review/review-bar.tsx";
import type { CommentDraft, ReviewComment } from "../review/review-comment.ts";
import { ChangedFiles } from "./changed-files.tsx";
import { ChangesContext, type ChangesContextValue } from "./changes-context.ts";
import { ChangesToolbar } from "./changes-toolbar.tsx";
import { CommitDialog } from "./commit-dialog.tsx";
import { markedFiles } from "./conflict-marks.ts";
import { Cursor } from "./cursor.ts";
import type { DiffRow } from "./diff-rows.ts";
import { FileTree } from "./file-tree.tsx";
import { KeysHelp } from "./keys-help.tsx";
import { MarkedFilesNotice } from "./marked-files.tsx";
import { splitPatch } from "./patch.ts";
import { TopFile } from "./top-file.ts";
import { buildTree, filesOfTree } from "./tree.ts";
import { TreeEdge } from "./tree-edge.tsx";
import type { Comparison } from "./use-comparison.ts";
import { useDiscard } from "./use-discard.tsx";
import { useElementWidth } from "./use-element-width.ts";
import { useFolds } from "./use-folds.ts";
import { useWide } from "./use-wide.ts";
import type { ViewSettings } from "./view-settings.ts";

/** From these widths in pixels the tree stands beside the diffs, and the two texts beside each other. */
const treeBesidePx = 700;
const splitPx = 700;
/** Below this width the diffs need all of the screen. */
const smallPx = 450;

function busyWords(): string {
  return t`A run is going on: committing and discarding wait until it has ended.`;
}

/** The changes of one comparison; `instead` stands in the place of the files when there are none to show. */
export function ChangesView({
  sessionId,
  isBusy,
  comparison,
  settings,
  onSettings,
  diff,
  uncommitted,
  instead,
}: {
  sessionId: string;
  isBusy: boolean;
  comparison: Comparison;
  settings: ViewSettings;
  onSettings: (change: Partial<ViewSettings>) => void;
  diff: GitDiff | null;
  uncommitted: GitStatus["uncommitted"] | null;
  instead: ReactNode;
}) {
  const frame = useRef<HTMLDivElement>(null);
  const [body, setBody] = useState<HTMLElement | null>(null);
  const widthPx = useElementWidth(body);
  const [dialog, setDialog] = useState<"commit" | "keys" | null>(null);
  const [isWide, setWide] = useState(false);
  useWide(frame, isWide);

  const files = useMemo(() => filesOfTree(buildTree(diff?.files ?? [])), [diff?.files]);
  const sections = useMemo(() => splitPatch(diff?.patch ?? ""), [diff?.patch]);
  const marked = useMemo(() => markedFiles(sections), [sections]);
  const folds = useFolds({ sessionId, files, sections, isTruncated: diff?.truncated ?? false });
  const comments = useComments(sessionId);
  const drafts = useDrafts(sessionId);
  const commentsByPath = useMemo(() => byPath<ReviewComment>(comments), [comments]);
  const draftsByPath = useMemo(() => byPath<CommentDraft>(drafts), [drafts]);
  const commentCounts = useMemo(
    () => new Map([...commentsByPath].map(([path, own]) => [path, own.length])),
    [commentsByPath],
  );
  const uncommittedPaths = useMemo(
    () => new Set(uncommitted?.map(({ path }) => path)),
    [uncommitted],
  );

  const isSmall = widthPx < smallPx;
  const isTreeShown = isSmall ? settings.smallTree : settings.tree;
  const toggleTree = () =>
    onSettings(isSmall ? { smallTree: !isTreeShown } : { tree: !isTreeShown });
  const isTreeBeside = isTreeShown && widthPx >= treeBesidePx;
  const diffsPx = widthPx - (isTreeBeside ? settings.treeWidth : 0);
  const canSplit = diffsPx >= splitPx;
  const view = settings.view === "split" && canSplit ? "split" : "unified";

  const { ask, dialog: discardDialog } = useDiscard({
    sessionId,
    baseCommit: diff?.baseCommit ?? null,
    goesBackTo: comparison.isUncommitted
      ? "last-commit"
      : comparison.choice.from === undefined
        ? "beginning"
        : "comparison",
  });
  const [cursor] = useState(() => new Cursor());
  const [top] = useState(() => new TopFile());
  const [rowsByPath] = useState(() => new Map<string, readonly DiffRow[]>());
  const latestAsk = useRef(ask);
  latestAsk.current = ask;
  const { input, endsNow } = comparison;
  const context = useMemo((): ChangesContextValue => {
    const reason = isBusy ? busyWords() : null;
    return {
      sessionId,
      input: input ?? { sessionId },
      view,
      cursor,
      rowsByPath,
      discard: endsNow
        ? {
            ask: (wish) => latestAsk.current(wish),
            reason,
            hunkReason:
              reason ??
              (settings.ignoreWhitespace
                ? t`Show white space to discard these lines: some of what changed is left out`
                : null),
          }
        : null,
    };
  }, [sessionId, input, view, cursor, rowsByPath, endsNow, isBusy, settings.ignoreWhitespace]);
  const goTo = (path: string) =>
    cursor.set({ path, row: null, anchor: null, side: "after", isByKeyboard: true });

  const tree = isTreeShown && files.length > 0 && (
    <FileTree
      files={files}
      top={top}
      uncommitted={uncommittedPaths}
      commentCounts={commentCounts}
      isViewed={folds.isViewed}
      onGo={goTo}
      className={isTreeBeside ? "h-full" : "max-h-[33%] shrink-0 border-b"}
    />
  );
  return (
    <ChangesContext value={context}>
      <div
        ref={frame}
        role={isWide ? "region" : undefined}
        aria-label={isWide ? t`Review of the changes` : undefined}
        onKeyDown={(event) => {
          if (event.key === "Escape" && isWide && !isInPopup(event.target)) setWide(false);
        }}
        className={cn("flex min-h-0 flex-1 flex-col bg-bg", isWide && "fixed inset-0 z-30")}
      >
        <ChangesToolbar
          comparison={comparison}
          totals={
            diff && {
              files: files.length,
              insertions: diff.insertions,
              deletions: diff.deletions,
              viewed: folds.viewedCount,
            }
          }
          settings={settings}
          onSettings={onSettings}
          canSplit={canSplit}
          isTreeShown={isTreeShown}
          onTree={toggleTree}
          isAllFolded={folds.isAllFolded}
          onFoldAll={folds.foldAll}
          uncommittedCount={uncommitted?.length ?? 0}
          onCommit={() => setDialog("commit")}
          isWide={isWide}
          onWide={() => setWide(!isWide)}
          onHelp={() => setDialog("keys")}
        />
        {isBusy && endsNow && !instead && (
          <p className="border-b px-3 py-1 text-xs text-ink-3">{busyWords()}</p>
        )}
        {instead}
        <div
          ref={setBody}
          className={cn("min-h-0", instead ? "hidden" : "flex flex-1", !isTreeBeside && "flex-col")}
        >
          {isTreeBeside ? (
            <>
              <div style={{ width: settings.treeWidth }} className="flex min-h-0 shrink-0 flex-col">
                {tree}
              </div>
              <TreeEdge
                widthPx={settings.treeWidth}
                onChange={(treeWidth) => onSettings({ treeWidth })}
              />
            </>
          ) : (
            tree
          )}
          {!instead && (
            <ChangedFiles
              files={files}
              sections={sections}
              isTruncated={diff?.truncated ?? false}
              folds={folds}
              uncommitted={uncommittedPaths}
              comments={commentsByPath}
              drafts={draftsByPath}
              top={top}
              actions={{
                toggleView: () =>
                  onSettings({ view: settings.view === "split" ? "unified" : "split" }),
                toggleWhitespace: () =>
                  onSettings({ ignoreWhitespace: !settings.ignoreWhitespace }),
                toggleTree,
                toggleWide: () => setWide(!isWide),
                showHelp: () => setDialog("keys"),
              }}
              before={
                <>
                  {endsNow && <MarkedFilesNotice paths={marked} />}
                  {diff?.truncated && (
                    <Notice level="info">
                      <Trans>
                        The diff is long: not every file came with it. The others are folded, and
                        fetched one by one when they are unfolded.
                      </Trans>
                    </Notice>
                  )}
                </>
              }
            />
          )}
        </div>
        <ReviewBar
          sessionId={sessionId}
          comments={comments}
          isBusy={isBusy}
          onPrompt={() => setWide(false)}
        />
      </div>
      {discardDialog}
      {dialog === "commit" && (
        <CommitDialog
          sessionId={sessionId}
          uncommitted={uncommitted ?? []}
          blocked={isBusy ? busyWords() : null}
          onClose={() => setDialog(null)}
        />
      )}
      {dialog === "keys" && <KeysHelp onClose={() => setDialog(null)} />}
    </ChangesContext>
  );
}

/** Where Escape has a meaning of its own. */
function isInPopup(target: EventTarget): boolean {
  return target instanceof Element && target.closest("[role=listbox], textarea, input") !== null;
}

function byPath<Comment extends ReviewComment>(
  comments: readonly Comment[],
): Map<string, readonly Comment[]> {
  const paths = new Map<string, readonly Comment[]>();
  for (const comment of comments) {
    paths.set(comment.path, [...(paths.get(comment.path) ?? []), comment]);
  }
  return paths;
}
