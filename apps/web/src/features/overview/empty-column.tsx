import { Trans } from "@lingui/react/macro";
import type { SessionState } from "@signalbox/shared";
import type { ReactNode } from "react";

const words: Record<SessionState, () => ReactNode> = {
  needs_you: () => (
    <Trans>
      Nothing needs you. What ends, or has no prompt yet, comes here until you are done with it.
    </Trans>
  ),
  running: () => <Trans>No run goes on. Give a session a prompt, and watch it here.</Trans>,
  queued: () => (
    <Trans>No run waits. The settings say how many go on at once; further ones wait here.</Trans>
  ),
  done: () => <Trans>Nothing yet. What you land, or mark as done, rests here.</Trans>,
};

/** What a column that has no session is for; or that the filters leave none in it. */
export function EmptyColumn({ state, isFiltered }: { state: SessionState; isFiltered: boolean }) {
  return (
    <p className="rounded-md border border-dashed px-3 py-4 text-xs text-pretty text-ink-3">
      {isFiltered ? <Trans>None that fits the filters.</Trans> : words[state]()}
    </p>
  );
}
