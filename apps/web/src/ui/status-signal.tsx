import { i18n, type MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import type { SessionStatus } from "@signalbox/shared";
import { cn } from "../lib/cn.ts";
import { QueuedShape, RunningShape } from "./signal-shapes.tsx";

interface Look {
  word: MessageDescriptor;
  colour: string;
  soft: string;
}

const looks: Record<SessionStatus, Look> = {
  idle: { word: msg`Idle`, colour: "text-ink-3", soft: "bg-sunken" },
  queued: { word: msg`Queued`, colour: "text-ink-2", soft: "bg-sunken" },
  running: { word: msg`Running`, colour: "text-accent", soft: "bg-accent-soft" },
  completed: { word: msg`Completed`, colour: "text-ok", soft: "bg-ok-soft" },
  error: { word: msg`Error`, colour: "text-bad", soft: "bg-bad-soft" },
  cancelled: { word: msg`Cancelled`, colour: "text-ink-2", soft: "bg-sunken" },
};

/** The word for a status. */
export function statusWord(status: SessionStatus): string {
  return i18n._(looks[status].word);
}

function Shape({ status }: { status: SessionStatus }) {
  switch (status) {
    case "idle":
      return <circle cx="8" cy="8" r="5.25" fill="none" stroke="currentColor" strokeWidth="1.5" />;
    case "queued":
      return <QueuedShape />;
    case "running":
      return <RunningShape breathes />;
    case "completed":
      return <path d="m3 8.5 3.5 3.5L13 4.500" fill="none" stroke="currentColor" strokeWidth="2" />;
    case "error":
      return (
        <path
          d="M8 2.500 14.250 13.500H1.750zM8 6.500v3.250M8 11.250v.9"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.5"
          strokeLinejoin="round"
        />
      );
    case "cancelled":
      return <rect x="3.5" y="3.5" width="9" height="9" rx="1" fill="currentColor" />;
  }
}

/** The shape alone, where the word is beside it or is spoken. */
export function StatusShape({ status }: { status: SessionStatus }) {
  return (
    <svg viewBox="0 0 16 16" className={cn("size-3.5 shrink-0", looks[status].colour)} aria-hidden>
      <Shape status={status} />
    </svg>
  );
}

/** How a session or run stands: by shape, word and colour at once. `chip` puts it on a ground of its own. */
export function StatusSignal({
  status,
  words,
  chip = false,
  className,
}: {
  status: SessionStatus;
  /** What it says instead of the status's own word, where more is known: why a run ended. */
  words?: string;
  chip?: boolean;
  className?: string;
}) {
  const { colour, soft } = looks[status];
  return (
    <span
      data-status={status}
      className={cn(
        "inline-flex shrink-0 items-center gap-1.5 text-xs font-medium whitespace-nowrap",
        colour,
        chip && ["rounded-sm px-1.5 py-0.5", soft],
        className,
      )}
    >
      <StatusShape status={status} />
      {words ?? statusWord(status)}
    </span>
  );
}
