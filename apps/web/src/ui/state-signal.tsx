import { i18n, type MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import type { SessionState } from "@signalbox/shared";
import { cn } from "../lib/cn.ts";
import { QueuedShape, RunningShape } from "./signal-shapes.tsx";

const looks: Record<SessionState, { word: MessageDescriptor; colour: string }> = {
  needs_you: { word: msg`Needs you`, colour: "text-warn" },
  running: { word: msg`Running`, colour: "text-accent" },
  queued: { word: msg`Queued`, colour: "text-ink-2" },
  done: { word: msg`Done`, colour: "text-ink-2" },
};

/** The word for what a session wants of a person. */
export function stateWord(state: SessionState): string {
  return i18n._(looks[state].word);
}

function Shape({ state }: { state: SessionState }) {
  switch (state) {
    case "needs_you":
      return (
        <path
          d="M4 14.500V2.250M4 3h8.500l-2.250 2.750L12.500 8.500H4z"
          fill="currentColor"
          stroke="currentColor"
          strokeWidth="1.5"
          strokeLinejoin="round"
        />
      );
    case "running":
      return <RunningShape />;
    case "queued":
      return <QueuedShape />;
    case "done":
      return (
        <path
          d="m1.500 8.500 3 3L10.500 5M7.500 11l.5.5L14.500 5"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.75"
        />
      );
  }
}

/** What a session wants of a person: by shape, word and colour at once. */
export function StateSignal({ state, className }: { state: SessionState; className?: string }) {
  return (
    <span
      data-state={state}
      className={cn(
        "inline-flex shrink-0 items-center gap-1.5 text-sm font-medium whitespace-nowrap",
        looks[state].colour,
        className,
      )}
    >
      <svg viewBox="0 0 16 16" className="size-3.5 shrink-0" aria-hidden>
        <Shape state={state} />
      </svg>
      {stateWord(state)}
    </span>
  );
}
