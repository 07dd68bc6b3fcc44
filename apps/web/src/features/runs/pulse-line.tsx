import { Hourglass, Volume1 } from "lucide-react";
import { formatClock, formatElapsed, formatLeft, formatLimit } from "../../lib/format.ts";
import { problemWords } from "../agents/problem-words.ts";
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
    return (
      <>
        <Hourglass aria-hidden className="size-3.5 shrink-0 text-warn" />
        <span className="min-w-0 truncate">
          {wait.category ? `${problemWords[wait.category]}: next try` : "Next try"} in{" "}
          {formatLeft(Date.parse(wait.until) - nowMs)}, at {formatClock(wait.until)}
        </span>
      </>
    );
  }
  const silent = silenceMs(pulse, nowMs);
  if (silent === null || silent < quietAfterMs) return null;
  return (
    <>
      <Volume1 aria-hidden className="size-3.5 shrink-0 text-ink-3" />
      <span className="min-w-0 truncate">
        No output for {formatElapsed(silent)}
        {turnLimits && `; limit ${formatLimit(turnLimits.maxSilenceMs)}`}
      </span>
    </>
  );
}
