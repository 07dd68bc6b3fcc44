import type { Virtualizer } from "@tanstack/react-virtual";
import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from "react";
import type { JournalSnapshot } from "./journal-store.ts";

/** As near to the end as this counts as being there: the view then follows what comes. */
const endThresholdPx = 60;
/** So long after a key, a wheel or a finger a movement is the person's own: momentum goes on for a while. */
const ownMovementMs = 1_000;
/** What starts a movement by the person. */
const inputEvents = ["wheel", "touchmove", "keydown", "pointerdown"] as const;
/** A row that is gone to may be drawn some frames later; then it is not waited for any longer. */
const focusFrames = 30;

type RowVirtualizer = Virtualizer<HTMLDivElement, Element>;

/** What is listed: rows of a timeline, or lines of a log. */
export interface Listing {
  count: number;
  /** Another text when the rows are others, not only more of them at the end. */
  epoch: string;
  keyOf: (index: number) => string;
  /** Whether the row stays the same when others come before it: headings move when what is above them becomes known. */
  isSteady: (index: number) => boolean;
  /** The row that shows an event, or the last one before it; -1 when there is none. */
  indexOf: (seq: number) => number;
}

/**
 * Where the list stands: it follows the live end until the person scrolls up, and again when they are back at the
 * end; when older rows come before the ones in view, those stay where they are; it goes to the snapshot's target.
 */
export function useTimelineScroll(
  virtualizer: RowVirtualizer,
  listing: Listing,
  snapshot: JournalSnapshot,
  following: RefObject<boolean>,
) {
  const [isFollowing, setFollowing] = useState(following.current);
  const inView = useRef<InView>({ generation: 0, top: 0, items: [] });

  const follow = useCallback(
    (next: boolean) => {
      following.current = next;
      setFollowing(next);
    },
    [following],
  );

  const totalSize = virtualizer.getTotalSize();
  const { version, generation, loaded, target, hasNewer } = snapshot;
  const reached = useRef<JournalSnapshot["target"]>(null);
  const rows = useRef(listing);
  rows.current = listing;

  useLayoutEffect(() => {
    if (!loaded) return;
    if (target && target !== reached.current) {
      reached.current = target;
      if (target.seq === null) {
        follow(true);
        virtualizer.scrollToEnd();
        return;
      }
      follow(false);
      const index = rows.current.indexOf(target.seq);
      if (index < 0) return;
      virtualizer.scrollToIndex(index, { align: target.align ?? "start" });
      if (target.takesFocus) focusRow(virtualizer, index, focusFrames);
    } else if (following.current) virtualizer.scrollToEnd();
    else if (inView.current.generation !== generation)
      keepInView(virtualizer, rows.current, inView.current);
  }, [virtualizer, totalSize, version, generation, loaded, target, following, follow]);

  // What is in view now is what must stay in view when the rows are built anew.
  useEffect(() => {
    const items = virtualizer.getVirtualItems().map(({ index, start }) => {
      const isThere = index < listing.count && listing.isSteady(index);
      return { key: isThere ? listing.keyOf(index) : "", start };
    });
    inView.current = { generation, top: virtualizer.scrollOffset ?? 0, items };
  });

  // Content that grows or shrinks moves the view too: only what the person does leaves the end.
  const reachesEnd = useRef(true);
  reachesEnd.current = !hasNewer;
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
      const isOwn = event.timeStamp - lastInputAt < ownMovementMs;
      if (isUpwards && fromEnd > 1) {
        if (isOwn) follow(false);
      } else if (fromEnd <= endThresholdPx && reachesEnd.current && isOwn) {
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

  return { isFollowing };
}

interface InView {
  generation: number;
  top: number;
  items: { key: string; start: number }[];
}

function keepInView(virtualizer: RowVirtualizer, listing: Listing, before: InView): void {
  const wanted = new Set(before.items.map(({ key }) => key));
  const indexes = new Map<string, number>();
  for (let index = 0; index < listing.count; index += 1) {
    const key = listing.keyOf(index);
    if (wanted.has(key)) indexes.set(key, index);
  }
  // The row at the top first, then the ones below it.
  const candidates = before.items.filter(({ key }) => indexes.has(key));
  const anchor = candidates.findLast(({ start }) => start <= before.top) ?? candidates[0];
  const index = anchor && indexes.get(anchor.key);
  const offset = index === undefined ? undefined : virtualizer.measurementsCache[index]?.start;
  if (anchor && offset !== undefined) {
    virtualizer.scrollToOffset(offset + before.top - anchor.start);
  }
}

/** Give a row the focus as soon as it is drawn. */
function focusRow(virtualizer: RowVirtualizer, index: number, frames: number): void {
  const row = virtualizer.scrollElement?.querySelector<HTMLElement>(`[data-index="${index}"]`);
  if (row) row.focus({ preventScroll: true });
  else if (frames > 0) requestAnimationFrame(() => focusRow(virtualizer, index, frames - 1));
}
