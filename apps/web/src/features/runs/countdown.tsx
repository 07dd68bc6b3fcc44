import { Trans } from "@lingui/react/macro";
import { formatClock, formatLeft } from "../../lib/format.ts";
import { useNow } from "../../lib/use-now.ts";

/** The end of a wait, and the rest of it counted down as long as there is one. */
export function Countdown({ until }: { until: string }) {
  const endMs = Date.parse(until);
  const leftMs = endMs - useNow(1_000, endMs > Date.now());
  const end = formatClock(until);
  const left = formatLeft(leftMs);
  return (
    <p className="text-ink-2 tabular-nums">
      {leftMs > 0 ? (
        <Trans>
          Until {end}, {left} left
        </Trans>
      ) : (
        <Trans>Until {end}</Trans>
      )}
    </p>
  );
}
