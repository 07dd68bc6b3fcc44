import { defaultRangeExtractor, useVirtualizer, type Range } from "@tanstack/react-virtual";
import { useCallback, useEffect, useRef, type KeyboardEvent, type ReactNode } from "react";
import { cn } from "../../lib/cn.ts";
import type { Journal } from "./use-journal.ts";
import { useTimelineScroll, type Listing } from "./use-timeline-scroll.ts";
import type { ViewInSight } from "./view-in-sight.ts";

/** So near to the first or the last row, what is beyond is asked for. */
const thresholdRows = 8;

/** Rows of a journal's window, drawn as far as they are seen: follows the run's end while that is in view, reads on at both ends. */
export function EventList({
  journal,
  label,
  listing,
  estimateSize,
  seqOf,
  kindOf,
  drawRow,
  marked,
  sight,
  empty,
  className,
  children,
}: {
  journal: Journal;
  label: string;
  listing: Listing;
  estimateSize: (index: number) => number;
  /** The first event of a row. */
  seqOf: (index: number) => number;
  kindOf: (index: number) => string;
  drawRow: (index: number) => ReactNode;
  /** The row that was gone to; -1 when none was. */
  marked: number;
  sight: ViewInSight;
  empty?: ReactNode;
  className?: string;
  children?: ReactNode;
}) {
  const { store, snapshot, reader, reading } = journal;
  const scroller = useRef<HTMLDivElement>(null);
  const following = useRef(snapshot.target === null || snapshot.target.seq === null);
  const focused = useRef<Focused | null>(null);
  const latest = useRef({ listing, estimateSize });
  latest.current = { listing, estimateSize };
  const { epoch } = listing;
  const virtualizer = useVirtualizer({
    count: listing.count,
    getScrollElement: () => scroller.current,
    estimateSize: useCallback((index: number) => latest.current.estimateSize(index), []),
    // Another function makes the virtualizer ask for every key again: only when the rows are others.
    getItemKey: useCallback(
      (index: number) => (epoch === "" ? "" : latest.current.listing.keyOf(index)),
      [epoch],
    ),
    overscan: 3,
    useFlushSync: false,
    rangeExtractor: (range) => {
      const indexes = following.current
        ? endRange(range, estimateSize)
        : defaultRangeExtractor(range);
      // What has the focus stays, wherever the view goes: else the keys would be lost.
      const held = indexOfFocused(listing, focused.current);
      if (held === -1 || held >= range.count || indexes.includes(held)) return indexes;
      return [...indexes, held].toSorted((one, other) => one - other);
    },
  });

  const { isFollowing } = useTimelineScroll(virtualizer, listing, snapshot, following);
  useEffect(() => store.setFollowing(isFollowing), [store, isFollowing]);

  const items = virtualizer.getVirtualItems();
  const { startIndex: firstIndex = 0, endIndex: lastIndex = -1 } = virtualizer.range ?? {};
  const aimed = useRef<Journal["snapshot"]["target"]>(null);
  const isShort = virtualizer.getTotalSize() < (scroller.current?.clientHeight ?? 0);
  useEffect(() => {
    // Where the view is going to is seen after it went there.
    const isOnItsWay = aimed.current !== snapshot.target;
    aimed.current = snapshot.target;
    if (reading !== null || isOnItsWay) return;
    if (snapshot.hasNewer && lastIndex >= listing.count - thresholdRows) reader.newer();
    else if (snapshot.hasOlder && firstIndex <= thresholdRows && (!isFollowing || isShort))
      reader.older();
  });

  const top = virtualizer.scrollOffset ?? 0;
  const bottom = top + (scroller.current?.clientHeight ?? 0);
  const seen = items.filter(({ start, end }) => end > top && start < bottom);
  const firstSeen = seen[0]?.index;
  const lastSeen = seen.at(-1)?.index;
  useEffect(() => {
    if (firstSeen === undefined || lastSeen === undefined) return;
    const next = lastSeen + 1 < listing.count ? seqOf(lastSeen + 1) - 1 : snapshot.windowEnd;
    sight.set(seqOf(firstSeen), next);
  });

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey)
      return;
    // Of the whole run, not of what is kept of it.
    if (event.key === "End") reader.jumpToEnd();
    else if (event.key === "Home") reader.jump(1);
    else return;
    event.preventDefault();
  };

  return (
    <div
      ref={scroller}
      // Scrolls by itself, so it can be reached and moved with the keyboard.
      tabIndex={0}
      role="region"
      aria-label={label}
      aria-busy={reading === "jump" || undefined}
      onKeyDown={onKeyDown}
      onFocus={({ target }) => {
        const row = target.closest<HTMLElement>("[data-row]");
        focused.current = row && { seq: Number(row.dataset["seq"]), key: row.dataset["key"] ?? "" };
      }}
      onBlur={() => {
        focused.current = null;
      }}
      className={cn(
        "flex min-h-0 min-w-0 flex-1 flex-col overflow-y-auto [overflow-anchor:none] [scrollbar-width:none] focus-visible:-outline-offset-2",
        className,
      )}
    >
      {listing.count === 0 && empty}
      {children}
      <div className="relative shrink-0" style={{ height: virtualizer.getTotalSize() }}>
        {items.map((item) =>
          item.index >= listing.count ? null : (
            <div
              key={item.key}
              ref={virtualizer.measureElement}
              data-index={item.index}
              data-row={kindOf(item.index)}
              data-seq={seqOf(item.index)}
              data-key={listing.keyOf(item.index)}
              data-marked={item.index === marked || undefined}
              tabIndex={-1}
              className="absolute inset-x-0 top-0 [contain:layout_style] focus-visible:-outline-offset-2 data-marked:bg-accent-soft"
              style={{ transform: `translateY(${item.start}px)` }}
            >
              {drawRow(item.index)}
            </div>
          ),
        )}
      </div>
    </div>
  );
}

interface Focused {
  seq: number;
  key: string;
}

/** The index of the row that has the focus; -1 when none has. */
function indexOfFocused(listing: Listing, focused: Focused | null): number {
  if (!focused) return -1;
  let index = listing.indexOf(focused.seq);
  // A header and its first row begin with the same event.
  if (index > 0 && listing.keyOf(index) !== focused.key) index -= 1;
  return index >= 0 && listing.keyOf(index) === focused.key ? index : -1;
}

/**
 * The rows at the end, whatever the scroll position was: output can grow by more than a screen a frame, and the
 * position that goes with it is known only after they are drawn.
 */
function endRange({ count }: Range, estimateSize: (index: number) => number): number[] {
  let start = count;
  for (let height = 0; start > 0 && height < globalThis.innerHeight; start -= 1) {
    height += estimateSize(start - 1);
  }
  // One more: a block of output is higher than many rows, and all that is drawn is laid out in each frame of a flood.
  start = Math.max(0, start - 1);
  return Array.from({ length: count - start }, (_, index) => start + index);
}
