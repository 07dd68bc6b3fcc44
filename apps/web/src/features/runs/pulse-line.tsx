import type { RouterOutputs } from "@signalbox/api/router";
import { Hourglass, Volume1 } from "lucide-react";
import { formatElapsed, formatLimit } from "../../lib/format.ts";
import { useNow } from "../../lib/use-now.ts";
import { problemWords } from "../agents/problem-words.ts";
import { Countdown } from "./countdown.tsx";
import type { Pulse } from "./pulse.ts";

/** Agents think and build for a while without a word: only after this is their silence worth a mention. */
const quietAfterMs = 60_000;

/** How a run that goes on is doing where its last rows do not say: what it waits for, or how long it has been silent. One line, always of the same height. */
export function PulseLine({ run, pulse }: { run: RouterOutputs["runs"]["get"]; pulse: Pulse }) {
  const now = useNow(1_000, run.status === "running");
  return <p className="flex h-5 items-center gap-1.5 text-xs text-ink-2">{words(pulse, now)}</p>;
}

function words({ isTurnOn, turnLimits, heardAt, wait }: Pulse, now: number) {
  if (wait && Date.parse(wait.until) > now) {
    return (
      <>
        <Hourglass aria-hidden className="size-3.5 shrink-0 text-warn" />
        <span className="min-w-0 truncate">
          {wait.category ? `${problemWords[wait.category]}: waits` : "Waits"} for the next try,{" "}
          <Countdown until={wait.until} />
        </span>
      </>
    );
  }
  const silentMs = heardAt === null ? 0 : now - Date.parse(heardAt);
  if (!isTurnOn || silentMs < quietAfterMs) return null;
  return (
    <>
      <Volume1 aria-hidden className="size-3.5 shrink-0 text-ink-3" />
      <span className="min-w-0 truncate">
        No output for {formatElapsed(silentMs)}
        {turnLimits && `; limit ${formatLimit(turnLimits.maxSilenceMs)}`}
      </span>
    </>
  );
}
