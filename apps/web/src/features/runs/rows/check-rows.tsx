import { CircleCheck, CircleX, GitCommitHorizontal } from "lucide-react";
import { formatDuration, plural, shortCommit } from "../../../lib/format.ts";
import { Disclosure } from "../../../ui/disclosure.tsx";
import { ChangeCounts } from "../../git/change-counts.tsx";
import type { CheckpointRow, CheckRow } from "../timeline-rows.ts";
import { ProgramText } from "../../../ui/program-text.tsx";
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
  return (
    <TrackRow
      mark={
        passed ? (
          <CircleCheck className="size-4 text-ok" />
        ) : (
          <CircleX className="size-4 text-bad" />
        )
      }
    >
      <Disclosure
        open={open}
        onToggle={onToggle}
        summaryClassName="px-1.5 py-1"
        className={
          passed ? "rounded-md border bg-surface" : "rounded-md border border-bad bg-surface"
        }
        summary={
          <>
            <span className={passed ? "font-medium text-ok" : "font-medium text-bad"}>
              {passed ? "Passed" : "Failed"}
            </span>
            <span className="min-w-0 shrink-0 font-medium">{name}</span>
            <span className="min-w-0 flex-1 truncate font-mono text-xs text-ink-3">{command}</span>
            <span className="shrink-0 pr-1 text-xs text-ink-3">
              {!passed && exitCode !== null && `exit ${exitCode} · `}
              {formatDuration(durationMs)}
            </span>
          </>
        }
      >
        <div className="border-t p-2">
          {output.trim() === "" ? (
            <p className="text-xs text-ink-3">It printed nothing.</p>
          ) : (
            <ProgramText label="Output" text={output.trimEnd()} />
          )}
        </div>
      </Disclosure>
    </TrackRow>
  );
}

/** The commit that records the worktree after an iteration. */
export function CheckpointRowView({ row }: { row: CheckpointRow }) {
  const { commit, subject, filesChanged, insertions, deletions } = row.event;
  return (
    <TrackRow mark={<GitCommitHorizontal className="size-4 text-accent" />}>
      <p className="flex flex-wrap items-baseline gap-x-2 px-1.5 text-sm">
        <span className="sr-only">Checkpoint</span>
        <code className="font-mono text-xs text-accent">{shortCommit(commit)}</code>
        <span className="min-w-0 flex-1 truncate" title={subject}>
          {subject}
        </span>
        <span className="text-xs text-ink-3">{plural(filesChanged, "file")}</span>
        <ChangeCounts insertions={insertions} deletions={deletions} />
      </p>
    </TrackRow>
  );
}
