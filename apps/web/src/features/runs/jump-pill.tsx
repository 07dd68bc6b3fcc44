import { plural } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { ArrowDown } from "lucide-react";

/** Back to the run's end, from anywhere; tells how much has come meanwhile. */
export function JumpPill({
  ended,
  newEvents,
  onJump,
}: {
  ended: boolean;
  newEvents: number;
  onJump: () => void;
}) {
  return (
    <div className="pointer-events-none absolute inset-x-0 bottom-3 flex justify-center print:hidden">
      <button
        type="button"
        className="pointer-events-auto flex h-8 items-center gap-1.5 rounded-full border border-line-strong bg-surface px-3 text-xs font-medium shadow-pop hover:bg-sunken"
        onClick={onJump}
      >
        <ArrowDown aria-hidden className="size-3.5" />
        {ended ? <Trans>Jump to the end</Trans> : <Trans>Jump to live</Trans>}
        {newEvents > 0 && (
          <span className="font-normal text-ink-2 tabular-nums">
            {plural(newEvents, { one: "# new event", other: "# new events" })}
          </span>
        )}
      </button>
    </div>
  );
}
