import { formatClock, formatElapsed } from "../../lib/format.ts";
import { cn } from "../../lib/cn.ts";
import { useNow } from "../../lib/use-now.ts";

/** The rest of a wait, counted down; nothing when it is over. */
export function Countdown({ until, className }: { until: string; className?: string }) {
  const endMs = Date.parse(until);
  const leftMs = endMs - useNow(1_000, endMs > Date.now());
  if (leftMs <= 0) return null;
  return (
    <span className={cn("whitespace-nowrap tabular-nums", className)}>
      until {formatClock(until)}, {formatElapsed(leftMs)} left
    </span>
  );
}
