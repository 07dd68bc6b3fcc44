import { Trans } from "@lingui/react/macro";
import { completionPromise } from "@signalbox/shared";
import { OutcomeShape } from "../iterations/chart-shapes.tsx";

/** In place of the completion promise, which is meant for the orchestrator: what it means. */
export function SaysDone() {
  return (
    <p
      title={completionPromise}
      className="flex min-h-6 items-center gap-1.5 font-sans text-xs text-ink-2"
    >
      <svg viewBox="0 0 12 12" className="size-3 shrink-0" aria-hidden>
        <OutcomeShape outcome="promise" x={6} y={6} />
      </svg>
      <Trans>Says that it is done</Trans>
    </p>
  );
}
