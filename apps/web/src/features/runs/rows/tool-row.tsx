import { i18n } from "@lingui/core";
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMemo } from "react";
import { cn } from "../../../lib/cn.ts";
import { formatDuration } from "../../../lib/format.ts";
import { Disclosure } from "../../../ui/disclosure.tsx";
import { ProgramText } from "../../../ui/program-text.tsx";
import { diffTexts, lineCountOf } from "../../git/patch.ts";
import { visibleText } from "../../git/visible-text.ts";
import type { ToolRow } from "../timeline-rows.ts";
import { commandOf, readableInput } from "./command-of.ts";
import { Elapsed } from "./elapsed.tsx";
import { ToolDiff, type ToolDiffFile } from "./tool-diff.tsx";
import { toolKinds, toolStatuses } from "./tool-looks.ts";
import { TrackRow } from "./track.tsx";

/** An edit of up to this many lines is open from the start: to see the change is why one watches. */
const maxOpenDiffLines = 40;

/** One tool call as a card: what the agent did with which tool, how it stands, how long it took; its input, diffs and output inside. */
export function ToolRowView({
  row,
  open,
  onToggle,
  isLive,
}: {
  row: ToolRow;
  open: boolean | undefined;
  onToggle: (open: boolean) => void;
  isLive: boolean;
}) {
  const { Icon, word } = toolKinds[row.toolKind];
  const { diffs } = row;
  const files = useMemo(
    (): ToolDiffFile[] => diffs.map((edit) => ({ edit, hunks: diffTexts(edit) })),
    [diffs],
  );
  const diffLines = files.reduce((sum, { hunks }) => sum + (hunks ? lineCountOf(hunks) : 0), 0);
  const isFailed = row.status === "failed" || (row.exitCode !== null && row.exitCode !== 0);
  const isOpen = open ?? (diffLines > 0 && diffLines <= maxOpenDiffLines);
  const hasDetail =
    files.length > 0 || Boolean(row.input ?? row.output) || row.locations.length > 0;
  const kindWord = i18n._(word);
  const summary = (
    <>
      <span className="sr-only">{kindWord}: </span>
      <span
        className={cn("min-w-0 flex-1 truncate", row.toolKind === "execute" && "font-mono text-xs")}
        title={row.title ?? undefined}
      >
        {row.title === null ? kindWord : visibleText(row.title)}
      </span>
      <ToolState row={row} isLive={isLive} />
    </>
  );
  return (
    <TrackRow mark={<Icon className={cn("size-4", isFailed ? "text-bad" : "text-ink-2")} />}>
      {hasDetail ? (
        <Disclosure
          open={isOpen}
          onToggle={onToggle}
          summary={summary}
          className="rounded-md border bg-surface"
          summaryClassName="min-h-7 px-1.5"
        >
          <ToolDetail row={row} files={files} />
        </Disclosure>
      ) : (
        <p className="flex min-h-7 items-center gap-1.5 rounded-md border bg-surface px-2 text-sm">
          {summary}
        </p>
      )}
    </TrackRow>
  );
}

function ToolState({ row, isLive }: { row: ToolRow; isLive: boolean }) {
  const isOpen = row.endedAt === null && row.status !== "completed" && row.status !== "failed";
  const status = toolStatuses[isOpen && !isLive ? "cut" : row.status];
  const { exitCode } = row;
  return (
    <span className="flex shrink-0 items-center gap-1.5 pr-1 text-xs text-ink-3 tabular-nums">
      <span className={cn("font-medium", status.className)}>{i18n._(status.word)}</span>
      {exitCode !== null && exitCode !== 0 && (
        <span className="text-bad">
          · <Trans>exit {exitCode}</Trans>
        </span>
      )}
      {row.endedAt !== null && (
        <span>· {formatDuration(Date.parse(row.endedAt) - Date.parse(row.startedAt))}</span>
      )}
      {isOpen && isLive && row.status === "in_progress" && (
        <span>
          · <Elapsed since={row.startedAt} />
        </span>
      )}
    </span>
  );
}

function ToolDetail({ row, files }: { row: ToolRow; files: readonly ToolDiffFile[] }) {
  const command = commandOf(row);
  // The card's head says a short command; what was edited is seen in the diff.
  const isSaid = command !== null && command === row.title && command.length < 60;
  return (
    <div className="flex flex-col gap-1.5 border-t p-2">
      {row.locations.length > 0 && files.length === 0 && (
        <ul aria-label={t`Places`} className="flex flex-wrap gap-x-3 font-mono text-xs text-ink-2">
          {row.locations.map((location, index) => (
            // Two may be the same: their place is their identity.
            <li key={index} className="[overflow-wrap:anywhere]">
              {visibleText(location)}
            </li>
          ))}
        </ul>
      )}
      {command !== null && !isSaid && (
        <ProgramText label={t`Command`} text={command} keep="start" prompt />
      )}
      {command === null && row.input && files.length === 0 && (
        <ProgramText label={t`Input`} text={readableInput(row.input)} keep="start" />
      )}
      {files.map((file, index) => (
        // Two edits may be of one file: their place is their identity.
        <ToolDiff key={index} file={file} />
      ))}
      {row.output?.trim() && (
        <ProgramText
          label={t`Output`}
          text={row.output.trimEnd()}
          keep={row.toolKind === "execute" ? "end" : "start"}
        />
      )}
    </div>
  );
}
