import type { ReactNode } from "react";
import { cn } from "../../../lib/cn.ts";

/** A row on the timeline's track: a mark on the line at the left, content beside it. */
export function TrackRow({
  mark,
  children,
  className,
}: {
  mark?: ReactNode;
  children: ReactNode;
  className?: string;
}) {
  return (
    <div className="relative grid grid-cols-[1.25rem_minmax(0,1fr)] gap-x-2 px-3 md:px-4">
      <span aria-hidden className="absolute inset-y-0 left-5.5 w-px bg-line md:left-6.5" />
      <span className={cn("relative flex items-center justify-center", mark && "h-7")}>
        {mark && <span className="flex bg-bg p-0.5">{mark}</span>}
      </span>
      <div className={cn("min-w-0 py-0.5", className)}>{children}</div>
    </div>
  );
}
