import { t } from "@lingui/core/macro";
import { Plural, Trans } from "@lingui/react/macro";
import { CircleCheck, CircleX, GitCommitHorizontal } from "lucide-react";
import { cn } from "../../../lib/cn.ts";
import { formatDuration, shortCommit } from "../../../lib/format.ts";
import { Disclosure } from "../../../ui/disclosure.tsx";
import { ProgramText } from "../../../ui/program-text.tsx";
import { ChangeCounts } from "../../git/change-counts.tsx";
import { useShownRun } from "../shown-run.ts";
import type { CheckpointRow, CheckRow } from "../timeline-rows.ts";
import { TrackRow } from "./track.tsx";

/** One check of an iteration: passed or failed, how long it took, the end of what it printed. */
export function CheckRowView({
  row,
  open,
  onToggle,
}: {
  row: CheckRow;
  open: boolean;
  onToggle: (open: boolean) => void;
}) {
  const { name, command, passed, exitCode, durationMs, output } = row.event;
  const Icon = passed ? CircleCheck : CircleX;
  const colour = passed ? "text-ok" : "text-bad";
  return (
    <TrackRow mark={<Icon className={cn("size-4", colour)} />}>
      <Disclosure
        open={open}
        onToggle={onToggle}
        summaryClassName="min-h-7 px-1.5"
        className={cn("rounded-md border bg-surface", !passed && "border-bad")}
        summary={
          <>
            <span className={cn("shrink-0 font-medium", colour)}>
              {passed ? <Trans>Passed</Trans> : <Trans>Failed</Trans>}
            </span>
            <span className="max-w-2/5 shrink-0 truncate font-medium" title={name}>
              {name}
            </span>
            <span className="min-w-0 flex-1 truncate font-mono text-xs text-ink-3" title={command}>
              {command}
            </span>
            <span className="shrink-0 pr-1 text-xs text-ink-3 tabular-nums">
              {!passed && exitCode !== null && (
                <>
                  <Trans>exit {exitCode}</Trans> ·{" "}
                </>
              )}
              {formatDuration(durationMs)}
            </span>
          </>
        }
      >
        <div className="border-t p-2">
          {output.trim() === "" ? (
            <p className="text-xs text-ink-3">
              <Trans>It printed nothing.</Trans>
            </p>
          ) : (
            <ProgramText label={t`Output`} text={output.trimEnd()} />
          )}
        </div>
      </Disclosure>
    </TrackRow>
  );
}

/** The commit that records the worktree after an iteration; leads to its changes. */
export function CheckpointRowView({ row }: { row: CheckpointRow }) {
  const { commit, subject, filesChanged, insertions, deletions } = row.event;
  const run = useShownRun();
  const id = shortCommit(commit);
  return (
    <TrackRow mark={<GitCommitHorizontal className="size-4 text-accent" />}>
      <p className="flex min-h-7 flex-wrap items-center gap-x-2 px-1 text-sm">
        <span className="sr-only">
          <Trans>Checkpoint</Trans>
        </span>
        {run ? (
          <button
            type="button"
            title={t`Look at what it changed`}
            aria-label={t`Changes of ${id}`}
            onClick={() => run.showChanges(commit)}
            className="rounded-sm font-mono text-xs text-accent underline decoration-transparent hover:decoration-current"
          >
            {id}
          </button>
        ) : (
          <code className="font-mono text-xs text-accent">{id}</code>
        )}
        <span className="min-w-0 flex-1 truncate" title={subject}>
          {subject}
        </span>
        <span className="text-xs text-ink-3">
          <Plural value={filesChanged} one="# file" other="# files" />
        </span>
        <ChangeCounts insertions={insertions} deletions={deletions} />
      </p>
    </TrackRow>
  );
}
