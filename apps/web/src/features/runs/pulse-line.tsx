import { t } from "@lingui/core/macro";
import { Hourglass, Volume1 } from "lucide-react";
import { formatClock, formatElapsed, formatLeft, formatLimit } from "../../lib/format.ts";
import { problemWord } from "../agents/problem-words.ts";
import { isWaiting, silenceMs, type Pulse } from "./pulse.ts";

/** Agents think and build for a while without a word: only after this is their silence worth a mention. */
const quietAfterMs = 60_000;

/** How a run that goes on is doing where its last rows do not say: what it waits for, or how long it has been silent. One line, always of the same height. */
export function PulseLine({ pulse, nowMs }: { pulse: Pulse; nowMs: number }) {
  return <p className="flex h-5 items-center gap-1.5 text-xs text-ink-2">{words(pulse, nowMs)}</p>;
}

function words(pulse: Pulse, nowMs: number) {
  const { wait, turnLimits } = pulse;
  if (wait && isWaiting(pulse, nowMs)) {
    const left = formatLeft(Date.parse(wait.until) - nowMs);
    const clock = formatClock(wait.until);
    const problem = wait.category ? problemWord(wait.category) : null;
    return (
      <>
        <Hourglass aria-hidden className="size-3.5 shrink-0 text-warn" />
        <span className="min-w-0 truncate tabular-nums">
          {problem === null
            ? t`Next try in ${left}, at ${clock}`
            : t`${problem}: next try in ${left}, at ${clock}`}
        </span>
      </>
    );
  }
  const silentMs = silenceMs(pulse, nowMs);
  if (silentMs === null || silentMs < quietAfterMs) return null;
  const silent = formatElapsed(silentMs);
  const limit = turnLimits ? formatLimit(turnLimits.maxSilenceMs) : null;
  return (
    <>
      <Volume1 aria-hidden className="size-3.5 shrink-0 text-ink-3" />
      <span className="min-w-0 truncate tabular-nums">
        {limit === null ? t`No output for ${silent}` : t`No output for ${silent}; limit ${limit}`}
      </span>
    </>
  );
}
