import { Progress as Base } from "@base-ui/react/progress";
import { cn } from "../lib/cn.ts";

/** How far work has got, as a slim bar; with null it is not known, and the bar says so by moving. `label` is spoken. */
export function Progress({ percent, label }: { percent: number | null; label: string }) {
  return (
    <Base.Root aria-label={label} value={percent} className="w-full">
      <Base.Track className="h-1.5 overflow-hidden rounded-sm bg-line">
        <Base.Indicator
          className={cn(
            "rounded-sm bg-accent transition-[width] duration-200",
            percent === null && "h-full w-full animate-shimmer",
          )}
        />
      </Base.Track>
    </Base.Root>
  );
}
