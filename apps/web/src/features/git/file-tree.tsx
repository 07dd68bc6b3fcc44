import { t } from "@lingui/core/macro";
import { Plural, Trans } from "@lingui/react/macro";
import { useVirtualizer } from "@tanstack/react-virtual";
import { ChevronRight, Folder } from "lucide-react";
import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from "react";
import { cn } from "../../lib/cn.ts";
import { Input } from "../../ui/field.tsx";
import { ChangeCounts } from "./change-counts.tsx";
import type { ChangedFileInfo } from "./changes-context.ts";
import { StatusLetter } from "./file-status.tsx";
import { UncommittedMark } from "./file-head.tsx";
import { useTopFile, type TopFile } from "./top-file.ts";
import { buildTree, filterFiles, rowsOfTree, type TreeRow } from "./tree.ts";
import { visibleText } from "./visible-text.ts";

const rowPx = 26;

/** The changed files as a tree, to go to one of them. Arrow keys move, Enter goes there; it draws only what is in view. */
export function FileTree({
  files,
  top,
  uncommitted,
  commentCounts,
  isViewed,
  onGo,
  className,
}: {
  files: readonly ChangedFileInfo[];
  /** Which file is read: marked, and kept in view. */
  top: TopFile;
  uncommitted: ReadonlySet<string>;
  commentCounts: ReadonlyMap<string, number>;
  isViewed: (path: string) => boolean;
  onGo: (path: string) => void;
  className?: string;
}) {
  const id = useId();
  const [typed, setTyped] = useState("");
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const [active, setActive] = useState<string | null>(null);
  const found = useMemo(() => filterFiles(files, typed), [files, typed]);
  const rows = useMemo(() => rowsOfTree(buildTree(found), closed), [found, closed]);
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan: 12,
  });
  const current = useTopFile(top);
  const shown = active ?? current;
  const activeIndex = rows.findIndex(({ node }) => node.path === shown);

  const currentIndex = rows.findIndex(({ node }) => node.path === current);
  useEffect(() => {
    // Whoever goes through the tree decides what is in view of it.
    if (active === null && currentIndex >= 0) virtualizer.scrollToIndex(currentIndex);
  }, [virtualizer, active, currentIndex]);

  const moveTo = (index: number) => {
    const row = rows[Math.min(Math.max(index, 0), rows.length - 1)];
    if (!row) return;
    setActive(row.node.path);
    virtualizer.scrollToIndex(rows.indexOf(row));
  };
  const toggle = (path: string, isOpen: boolean) => {
    const next = new Set(closed);
    if (isOpen) next.delete(path);
    else next.add(path);
    setClosed(next);
  };
  const use = ({ node }: TreeRow<ChangedFileInfo>) => {
    setActive(node.path);
    if (node.type === "file") onGo(node.path);
    else toggle(node.path, closed.has(node.path));
  };
  const parentOf = (index: number) => {
    const depth = rows[index]?.depth ?? 0;
    return rows.slice(0, index).findLastIndex((row) => row.depth < depth);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const row = rows[activeIndex];
    const isOpenFolder = row?.node.type === "folder" && !closed.has(row.node.path);
    const isClosedFolder = row?.node.type === "folder" && closed.has(row.node.path);
    const actions: Record<string, () => void> = {
      ArrowDown: () => moveTo(activeIndex + 1),
      ArrowUp: () => moveTo(activeIndex - 1),
      Home: () => moveTo(0),
      End: () => moveTo(rows.length - 1),
      Enter: () => row && use(row),
      " ": () => row && use(row),
      ArrowRight: () => {
        if (isClosedFolder) toggle(row.node.path, true);
        else if (isOpenFolder) moveTo(activeIndex + 1);
      },
      ArrowLeft: () => {
        if (isOpenFolder) toggle(row.node.path, false);
        else if (parentOf(activeIndex) >= 0) moveTo(parentOf(activeIndex));
      },
    };
    const action = actions[event.key];
    if (!action || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    action();
  };

  return (
    <div className={cn("flex min-h-0 flex-col", className)}>
      <div className="p-1.5">
        <Input
          aria-label={t`Filter files`}
          placeholder={t`Filter files`}
          className="h-7 text-xs"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "ArrowDown") {
              event.preventDefault();
              scroller.current?.focus();
              moveTo(0);
            }
          }}
        />
      </div>
      {rows.length === 0 && (
        <p className="px-3 py-1 text-xs text-ink-3">
          <Trans>No changed file is called so.</Trans>
        </p>
      )}
      <div
        ref={scroller}
        role="tree"
        aria-label={t`Changed files`}
        tabIndex={0}
        aria-activedescendant={activeIndex >= 0 ? `${id}${activeIndex}` : undefined}
        onKeyDown={onKeyDown}
        onBlur={() => setActive(null)}
        className="group min-h-0 flex-1 overflow-y-auto pb-2 focus-visible:-outline-offset-2"
      >
        <div role="none" className="relative" style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(({ index, start }) => {
            const row = rows[index];
            if (!row) return null;
            const { node } = row;
            return (
              <div
                key={node.path}
                id={`${id}${index}`}
                role="treeitem"
                aria-level={row.depth + 1}
                aria-selected={index === activeIndex}
                aria-expanded={node.type === "folder" ? !closed.has(node.path) : undefined}
                // The arrow keys are the keyboard's way: the tree has the focus.
                onClick={() => use(row)}
                title={visibleText(node.path)}
                style={{
                  transform: `translateY(${start}px)`,
                  height: rowPx,
                  paddingLeft: 6 + row.depth * 12,
                }}
                className={cn(
                  "absolute inset-x-0 flex cursor-pointer items-center gap-1.5 pr-2 text-xs select-none hover:bg-sunken",
                  index === activeIndex &&
                    "bg-accent-soft group-focus-visible:outline-2 group-focus-visible:-outline-offset-2 group-focus-visible:outline-accent",
                )}
              >
                {node.type === "folder" ? (
                  <>
                    <ChevronRight
                      aria-hidden
                      className={cn(
                        "size-3 shrink-0 text-ink-3",
                        !closed.has(node.path) && "rotate-90",
                      )}
                    />
                    <Folder aria-hidden className="size-3.5 shrink-0 text-ink-3" />
                    <bdi className="min-w-0 truncate whitespace-pre text-ink-2">
                      {visibleText(node.name)}
                    </bdi>
                  </>
                ) : (
                  <>
                    <span className="w-3 shrink-0 text-center">
                      <StatusLetter status={node.file.status} />
                    </span>
                    <bdi
                      className={cn(
                        "min-w-0 flex-1 truncate whitespace-pre",
                        isViewed(node.path) && "text-ink-3 line-through decoration-1",
                      )}
                    >
                      {visibleText(node.name)}
                    </bdi>
                    {isViewed(node.path) && (
                      <span className="sr-only">
                        <Trans>viewed</Trans>
                      </span>
                    )}
                    {uncommitted.has(node.path) && <UncommittedMark />}
                    <CommentCount count={commentCounts.get(node.path) ?? 0} />
                    <ChangeCounts
                      insertions={node.file.insertions}
                      deletions={node.file.deletions}
                    />
                  </>
                )}
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

function CommentCount({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <span className="shrink-0 rounded-full bg-accent-soft px-1.5 text-accent">
      <span aria-hidden>{count}</span>
      <span className="sr-only">
        <Plural value={count} one="# comment" other="# comments" />
      </span>
    </span>
  );
}
