import { i18n } from "@lingui/core";
import { msg, t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { CircleCheck, CircleSlash, CircleX, Hammer } from "lucide-react";
import { cn } from "../../../lib/cn.ts";
import { formatDuration } from "../../../lib/format.ts";
import { Disclosure } from "../../../ui/disclosure.tsx";
import { ProgramText } from "../../../ui/program-text.tsx";
import type { SetupRow } from "../timeline-rows.ts";
import { Elapsed } from "./elapsed.tsx";
import { TrackRow } from "./track.tsx";

const looks = {
  running: { Icon: Hammer, word: msg`Setting up`, className: "text-accent" },
  succeeded: { Icon: CircleCheck, word: msg`Set up`, className: "text-ok" },
  failed: { Icon: CircleX, word: msg`Set-up failed`, className: "text-bad" },
  /** Its runner was lost before it could tell how it ended. */
  interrupted: { Icon: CircleSlash, word: msg`Set-up interrupted`, className: "text-ink-3" },
} as const;

/** The set-up of the worktree: its command, how it went, the end of what it printed. */
export function SetupRowView({
  row,
  open,
  onToggle,
  isLive,
}: {
  row: SetupRow;
  open: boolean;
  onToggle: (open: boolean) => void;
  isLive: boolean;
}) {
  const { command, startedAt, ended } = row;
  const state = stateOf(row, isLive);
  const { Icon, word, className } = looks[state];
  const exitCode = ended?.exitCode ?? 0;
  return (
    <TrackRow mark={<Icon className={cn("size-4", className)} />}>
      <Disclosure
        open={open}
        onToggle={onToggle}
        summaryClassName="min-h-7 px-1.5"
        className={cn("rounded-md border bg-surface", state === "failed" && "border-bad")}
        summary={
          <>
            <span className={cn("shrink-0 font-medium", className)}>{i18n._(word)}</span>
            <span className="min-w-0 flex-1 truncate font-mono text-xs text-ink-3">{command}</span>
            <span className="shrink-0 pr-1 text-xs text-ink-3 tabular-nums">
              {exitCode !== 0 && (
                <>
                  <Trans>exit {exitCode}</Trans> ·{" "}
                </>
              )}
              {ended && formatDuration(ended.durationMs)}
              {state === "running" && startedAt && <Elapsed since={startedAt} />}
            </span>
          </>
        }
      >
        <div className="flex flex-col gap-2 border-t p-2">
          <ProgramText label={t`Command`} text={command} keep="start" prompt />
          <Printed ended={ended} isRunning={state === "running"} />
        </div>
      </Disclosure>
    </TrackRow>
  );
}

function stateOf({ ended }: SetupRow, isLive: boolean): keyof typeof looks {
  if (ended) return ended.status === "succeeded" ? "succeeded" : "failed";
  return isLive ? "running" : "interrupted";
}

function Printed({ ended, isRunning }: { ended: SetupRow["ended"]; isRunning: boolean }) {
  if (ended && ended.output.trim() !== "") {
    return <ProgramText label={t`Output`} text={ended.output.trimEnd()} />;
  }
  const words = isRunning
    ? t`The end of what it prints stands here when it is through.`
    : ended
      ? t`It printed nothing.`
      : t`The run was lost before it ended.`;
  return <p className="text-xs text-ink-3">{words}</p>;
}
