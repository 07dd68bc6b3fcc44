import { defaultRangeExtractor, useVirtualizer, type Range } from "@tanstack/react-virtual";
import { ArrowDown } from "lucide-react";
import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import { problemOf } from "../../lib/errors.ts";
import { ProblemNotice } from "../../ui/notice.tsx";
import { LoadingWords, Skeleton } from "../../ui/skeleton.tsx";
import { RowView } from "./rows/row-view.tsx";
import type { TimelineRow } from "./timeline-rows.ts";
import type { Journal } from "./use-journal.ts";
import { useTimelineScroll } from "./use-timeline-scroll.ts";
import { VisibleRows } from "./visible-rows.ts";

/** So near to the first row the older part of a long journal is asked for. */
const olderThresholdRows = 8;
const lineHeightPx = 18;

function estimateSize(row: TimelineRow | undefined): number {
  if (row?.kind === "output") return row.lines.length * lineHeightPx + 16;
  return row?.kind === "end" ? 180 : 40;
}

/**
 * The rows at the end, whatever the scroll position was: output can grow by more than a screen a frame, and the
 * position that goes with it is known only after they are drawn.
 */
function endRange({ count, overscan }: Range, rows: readonly TimelineRow[]): number[] {
  let start = count;
  for (let height = 0; start > 0 && height < globalThis.innerHeight; start -= 1) {
    height += estimateSize(rows[start - 1]);
  }
  start = Math.max(0, start - overscan);
  return Array.from({ length: count - start }, (_, index) => start + index);
}

/** The run, step by step, live; `empty` before its first event. Follows its end while the end is in view; draws only the rows that are seen. */
export function Timeline({ journal, empty }: { journal: Journal; empty: ReactNode }) {
  const { store, snapshot, error, isLoadingOlder, loadOlder } = journal;
  const [folded, setFolded] = useState<ReadonlySet<number>>(new Set());
  const [opened, setOpened] = useState<ReadonlyMap<string, boolean>>(new Map());
  const scroller = useRef<HTMLDivElement>(null);
  const visibleRows = useMemo(() => new VisibleRows(), []);
  const rows = visibleRows.of(snapshot, folded);

  const onToggle = useCallback(
    (key: string, open: boolean) => setOpened((known) => new Map(known).set(key, open)),
    [],
  );
  const onFold = useCallback((iteration: number, fold: boolean) => {
    setFolded((known) => {
      const next = new Set(known);
      if (fold) next.add(iteration);
      else next.delete(iteration);
      return next;
    });
  }, []);

  const following = useRef(true);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => estimateSize(rows[index]),
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: 6,
    useFlushSync: false,
    rangeExtractor: (range) =>
      following.current ? endRange(range, rows) : defaultRangeExtractor(range),
  });

  const { isFollowing, jumpToEnd } = useTimelineScroll(virtualizer, rows, snapshot, following);
  useEffect(() => store.setFollowing(isFollowing), [store, isFollowing]);

  const items = virtualizer.getVirtualItems();
  const firstIndex = items[0]?.index ?? Number.POSITIVE_INFINITY;
  useEffect(() => {
    if (firstIndex <= olderThresholdRows && snapshot.hasOlder && !isFollowing) loadOlder();
  }, [firstIndex, snapshot.hasOlder, isFollowing, loadOlder]);

  if (error) return <ProblemNotice problem={problemOf(error)} className="m-4" />;
  if (!snapshot.loaded) return <TimelineSkeleton />;
  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      {isLoadingOlder && (
        <p
          role="status"
          className="absolute inset-x-0 top-0 z-10 bg-sunken py-1 text-center text-xs text-ink-2"
        >
          Loading older steps…
        </p>
      )}
      <div
        ref={scroller}
        // Scrolls by itself, so it can be reached and moved with the keyboard.
        tabIndex={0}
        role="region"
        aria-label="Timeline"
        className="flex min-h-0 flex-1 flex-col overflow-y-auto [overflow-anchor:none] focus-visible:-outline-offset-2"
      >
        {rows.length === 0 && empty}
        <div className="relative shrink-0" style={{ height: virtualizer.getTotalSize() }}>
          {items.map((item) => {
            const row = rows[item.index];
            return (
              row && (
                <div
                  key={item.key}
                  ref={virtualizer.measureElement}
                  data-index={item.index}
                  data-row={row.kind}
                  className="absolute inset-x-0 top-0"
                  style={{ transform: `translateY(${item.start}px)` }}
                >
                  <RowView
                    row={row}
                    version={row.version}
                    open={opened.get(row.key)}
                    onToggle={onToggle}
                    isFolded={row.iteration !== null && folded.has(row.iteration)}
                    onFold={onFold}
                    isLive={!snapshot.ended && (row.iteration ?? 0) === snapshot.iteration}
                  />
                </div>
              )
            );
          })}
        </div>
      </div>
      {!isFollowing && (
        <button
          type="button"
          className="absolute bottom-3 left-1/2 flex h-8 -translate-x-1/2 items-center gap-1.5 rounded-full border border-line-strong bg-surface px-3 text-xs font-medium shadow-pop hover:bg-sunken"
          onClick={jumpToEnd}
        >
          <ArrowDown aria-hidden className="size-3.5" />
          {snapshot.ended ? "Jump to the end" : "Jump to live"}
        </button>
      )}
    </div>
  );
}

function TimelineSkeleton() {
  return (
    <div className="flex flex-col gap-3 p-4">
      <LoadingWords what="the timeline" />
      <Skeleton className="h-9" />
      <Skeleton className="ml-8 h-5 w-2/3" />
      <Skeleton className="ml-8 h-20" />
      <Skeleton className="ml-8 h-5 w-1/2" />
      <Skeleton className="h-9" />
    </div>
  );
}
