import type { Virtualizer } from "@tanstack/react-virtual";
import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from "react";
import type { JournalSnapshot } from "./journal-store.ts";
import type { TimelineRow } from "./timeline-rows.ts";

/** As near to the end as this counts as being there: the view then follows what comes. */
const endThresholdPx = 60;
/** So long after a key, a wheel or a finger a movement is the person's own: momentum goes on for a while. */
const ownMovementMs = 1_000;
/** What starts a movement by the person. */
const inputEvents = ["wheel", "touchmove", "keydown", "pointerdown"] as const;

type RowVirtualizer = Virtualizer<HTMLDivElement, Element>;

/**
 * Where the timeline stands: it follows the live end until the person scrolls up, and again when they are back at the
 * end; when older rows come before the ones in view, those stay where they are.
 */
export function useTimelineScroll(
  virtualizer: RowVirtualizer,
  rows: readonly TimelineRow[],
  snapshot: JournalSnapshot,
  following: RefObject<boolean>,
) {
  const [isFollowing, setFollowing] = useState(true);
  const inView = useRef<{
    generation: number;
    top: number;
    items: { key: string; start: number }[];
  }>({
    generation: 0,
    top: 0,
    items: [],
  });

  const follow = useCallback(
    (next: boolean) => {
      following.current = next;
      setFollowing(next);
    },
    [following],
  );

  const totalSize = virtualizer.getTotalSize();
  const { version, generation, loaded } = snapshot;

  useLayoutEffect(() => {
    if (!loaded) return;
    if (following.current) virtualizer.scrollToEnd();
    else if (inView.current.generation !== generation)
      keepInView(virtualizer, rows, inView.current);
  }, [virtualizer, rows, totalSize, version, generation, loaded, following]);

  // What is in view now is what must stay in view when the rows are built anew.
  useEffect(() => {
    const items = virtualizer.getVirtualItems().map(({ index, start }) => {
      const row = rows[index];
      // Headings move when what is above them becomes known.
      return { key: row && row.kind !== "iteration" ? row.key : "", start };
    });
    inView.current = { generation, top: virtualizer.scrollOffset ?? 0, items };
  });

  // Content that grows or shrinks moves the view too: only what the person does leaves the end.
  useEffect(() => {
    const element = virtualizer.scrollElement;
    if (!element) return;
    let lastInputAt = Number.NEGATIVE_INFINITY;
    let lastTop = element.scrollTop;
    const onInput = (event: globalThis.Event) => {
      lastInputAt = event.timeStamp;
    };
    const onScroll = (event: globalThis.Event) => {
      const { scrollTop, scrollHeight, clientHeight } = element;
      const isUpwards = scrollTop < lastTop;
      lastTop = scrollTop;
      const fromEnd = scrollHeight - scrollTop - clientHeight;
      if (isUpwards && fromEnd > 1) {
        if (event.timeStamp - lastInputAt < ownMovementMs) follow(false);
      } else if (fromEnd <= endThresholdPx) {
        follow(true);
      }
    };
    for (const type of inputEvents) element.addEventListener(type, onInput, { passive: true });
    element.addEventListener("scroll", onScroll, { passive: true });
    return () => {
      for (const type of inputEvents) element.removeEventListener(type, onInput);
      element.removeEventListener("scroll", onScroll);
    };
  }, [virtualizer, loaded, follow]);

  const jumpToEnd = useCallback(() => {
    follow(true);
    virtualizer.scrollToEnd();
  }, [virtualizer, follow]);

  // What stands below may take some of the height (the next prompt, when the run ends).
  useEffect(() => {
    const element = virtualizer.scrollElement;
    if (!element) return;
    const observer = new ResizeObserver(() => {
      if (following.current) virtualizer.scrollToEnd();
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [virtualizer, loaded, following]);

  return { isFollowing, jumpToEnd };
}

function keepInView(
  virtualizer: RowVirtualizer,
  rows: readonly TimelineRow[],
  before: { top: number; items: { key: string; start: number }[] },
): void {
  const indexes = new Map(rows.map((row, index) => [row.key, index]));
  // The row at the top first, then the ones below it.
  const candidates = before.items.filter(({ key }) => indexes.has(key));
  const anchor = candidates.findLast(({ start }) => start <= before.top) ?? candidates[0];
  const index = anchor && indexes.get(anchor.key);
  const offset = index === undefined ? undefined : virtualizer.measurementsCache[index]?.start;
  if (anchor && offset !== undefined) {
    virtualizer.scrollToOffset(offset + before.top - anchor.start);
  }
}
