import { t } from "@lingui/core/macro";
import { useRef } from "react";

const [minPx, maxPx, stepPx] = [160, 560, 16];

/** The edge between the tree and the diffs: drawn with the mouse or moved with the arrow keys, it makes the tree wider. */
export function TreeEdge({
  widthPx,
  onChange,
}: {
  widthPx: number;
  onChange: (widthPx: number) => void;
}) {
  const start = useRef<{ x: number; widthPx: number } | null>(null);
  const set = (next: number) => onChange(Math.min(Math.max(next, minPx), maxPx));
  return (
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={t`Width of the list of files`}
      aria-valuenow={widthPx}
      aria-valuemin={minPx}
      aria-valuemax={maxPx}
      tabIndex={0}
      className="-mx-1 w-2 shrink-0 cursor-col-resize touch-none border-x-[3px] border-transparent bg-line bg-clip-padding hover:bg-accent focus-visible:bg-accent"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        start.current = { x: event.clientX, widthPx };
      }}
      onPointerMove={(event) => {
        if (start.current) set(start.current.widthPx + event.clientX - start.current.x);
      }}
      onPointerUp={() => {
        start.current = null;
      }}
      onKeyDown={(event) => {
        if (event.key === "ArrowLeft") set(widthPx - stepPx);
        if (event.key === "ArrowRight") set(widthPx + stepPx);
      }}
    />
  );
}
