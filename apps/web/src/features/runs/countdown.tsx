import { formatClock, formatLeft } from "../../lib/format.ts";
import { useNow } from "../../lib/use-now.ts";

/** The end of a wait, and the rest of it counted down as long as there is one. */
export function Countdown({ until }: { until: string }) {
  const endMs = Date.parse(until);
  const leftMs = endMs - useNow(1_000, endMs > Date.now());
  return (
    <p className="text-ink-2 tabular-nums">
      Until {formatClock(until)}
      {leftMs > 0 && `, ${formatLeft(leftMs)} left`}
    </p>
  );
}
