import { t } from "@lingui/core/macro";
import type { RunOutline } from "@signalbox/shared";
import {
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
  type KeyboardEvent,
  type PointerEvent,
} from "react";
import { iterationAt } from "./run-problems.ts";
import type { ViewInSight } from "./view-in-sight.ts";

/** The rail's width in pixels, as it is drawn; a finger's target is as wide. */
const widthPx = 20;
/** The shortest mark and the shortest view that can be seen. */
const markPx = 2;
const shortestViewPx = 6;
/** Where iterations are shorter than this, their edges would be nothing but grey. */
const shortestIterationPx = 4;

/** Where something stands that is marked on the rail. */
export interface RailMarks {
  problems: readonly number[];
  guidance: readonly number[];
  matches: readonly number[];
}

/** The whole run beside its timeline: iterations, marks, and the part that can be seen. Press, drag or use the keys to go anywhere. */
export function TimelineRail({
  outline,
  lastSeq,
  marks,
  sight,
  onJump,
}: {
  outline: RunOutline | null;
  lastSeq: number;
  marks: RailMarks;
  sight: ViewInSight;
  onJump: (seq: number) => void;
}) {
  const rail = useRef<HTMLDivElement>(null);
  const [height, setHeight] = useState(0);
  const [dragged, setDragged] = useState<number | null>(null);
  const { first, last } = useSyncExternalStore(sight.subscribe, sight.get);
  useEffect(() => {
    const element = rail.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setHeight(element.clientHeight));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const total = Math.max(1, lastSeq);
  const at = dragged ?? first;
  const seqAt = (event: PointerEvent) => {
    const box = event.currentTarget.getBoundingClientRect();
    const share = (event.clientY - box.top) / Math.max(1, box.height);
    return Math.round(Math.min(1, Math.max(0, share)) * (total - 1)) + 1;
  };
  const go = (seq: number) => onJump(Math.max(1, Math.min(seq, total)));
  const onKeyDown = (event: KeyboardEvent) => {
    const screenful = Math.max(1, last - first);
    const steps: Record<string, number> = {
      ArrowUp: at - screenful,
      ArrowLeft: at - screenful,
      ArrowDown: at + screenful,
      ArrowRight: at + screenful,
      PageUp: at - Math.ceil(total / 10),
      PageDown: at + Math.ceil(total / 10),
      Home: 1,
      End: total,
    };
    const next = steps[event.key];
    if (next === undefined) return;
    event.preventDefault();
    go(next);
  };
  const iteration = iterationAt(outline, at)?.iteration;
  const place = `${at.toLocaleString()} / ${total.toLocaleString()}`;
  const viewTop = (height * (first - 1)) / total;
  const viewHeight = Math.max(shortestViewPx, (height * (last - first + 1)) / total);
  return (
    <div
      ref={rail}
      role="slider"
      tabIndex={0}
      aria-label={t`Position in the run`}
      aria-orientation="vertical"
      aria-valuemin={1}
      aria-valuemax={total}
      aria-valuenow={Math.min(Math.max(1, at), total)}
      aria-valuetext={
        iteration === undefined ? t`Event ${place}` : t`Iteration ${iteration}, event ${place}`
      }
      style={{ width: widthPx }}
      className="relative shrink-0 cursor-pointer touch-none overflow-hidden border-l bg-sunken select-none focus-visible:-outline-offset-2 print:hidden"
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        const seq = seqAt(event);
        setDragged(seq);
        go(seq);
      }}
      onPointerMove={(event) => {
        if (dragged === null) return;
        const seq = seqAt(event);
        if (seq === dragged) return;
        setDragged(seq);
        go(seq);
      }}
      onPointerUp={() => setDragged(null)}
      onPointerCancel={() => setDragged(null)}
    >
      <RailPicture outline={outline} total={total} height={height} marks={marks} />
      <div
        aria-hidden
        className="pointer-events-none absolute inset-x-0 top-0 rounded-sm border border-ink-2 bg-ink-3/20"
        style={{
          height: viewHeight,
          transform: `translateY(${Math.max(0, Math.min(viewTop, height - viewHeight))}px)`,
        }}
      />
    </div>
  );
}

/** The iterations and the marks, one path for each look: cheap with a thousand of them. */
function RailPicture({
  outline,
  total,
  height,
  marks,
}: {
  outline: RunOutline | null;
  total: number;
  height: number;
  marks: RailMarks;
}) {
  const iterations = outline?.iterations;
  const edges = useMemo(() => {
    const starts = (iterations ?? []).map(({ firstSeq }) => firstSeq);
    if (starts.length * shortestIterationPx > height) return "";
    return ticks(starts, total, height, 0, widthPx, 1);
  }, [iterations, total, height]);
  const bad = useMemo(
    () => ticks(marks.problems, total, height, 2, 10, markPx),
    [marks.problems, total, height],
  );
  const said = useMemo(
    () => ticks(marks.guidance, total, height, 2, 10, markPx),
    [marks.guidance, total, height],
  );
  const found = useMemo(
    () => ticks(marks.matches, total, height, 12, widthPx - 2, markPx),
    [marks.matches, total, height],
  );
  return (
    <svg aria-hidden width={widthPx} height={height} className="pointer-events-none absolute">
      <path d={edges} className="fill-line-strong" />
      <path d={said} className="fill-accent" />
      <path d={bad} className="fill-bad" />
      <path d={found} className="fill-warn" />
    </svg>
  );
}

/** A path of small bars at some seqs; of those on one pixel, one. */
function ticks(
  seqs: readonly number[],
  total: number,
  height: number,
  left: number,
  right: number,
  thick: number,
): string {
  let path = "";
  let before = -1;
  for (const seq of seqs) {
    const y = Math.min(Math.round((height * (seq - 1)) / total), Math.max(0, height - thick));
    if (y === before) continue;
    before = y;
    path += `M${left} ${y}h${right - left}v${thick}h${left - right}z`;
  }
  return path;
}
