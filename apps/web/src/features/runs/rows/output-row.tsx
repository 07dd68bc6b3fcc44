import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { completionPromise } from "@signalbox/shared";
import { Terminal } from "lucide-react";
import { memo } from "react";
import { cn } from "../../../lib/cn.ts";
import { AnsiText } from "../../../ui/ansi-text.tsx";
import type { OutputLine, OutputRow } from "../timeline-rows.ts";
import { SaysDone } from "./says-done.tsx";
import { TrackRow } from "./track.tsx";

/** Lines that the agent's program printed, as one block for those that follow each other. */
export function OutputRowView({ row }: { row: OutputRow }) {
  return (
    <TrackRow
      mark={row.continued ? undefined : <Terminal className="size-4 text-ink-3" />}
      className={cn(row.continued && "pt-0", row.continues && "pb-0")}
    >
      <div
        className={cn(
          "bg-sunken px-2 font-mono text-xs leading-4.5",
          !row.continued && "rounded-t-sm pt-1",
          !row.continues && "rounded-b-sm pb-1",
        )}
      >
        {row.lines.map((line) => (
          <Line key={line.seq} line={line} />
        ))}
      </div>
    </TrackRow>
  );
}

/** A line never changes: a block that grows draws only what is new. */
const Line = memo(function Line({ line }: { line: OutputLine }) {
  if (line.stream === "stdout" && line.text.trimEnd() === completionPromise) return <SaysDone />;
  return (
    <div className="flex min-h-4.5 gap-2">
      {line.stream === "stderr" && (
        <span className="shrink-0 text-bad select-none" title={t`Standard error`}>
          err
        </span>
      )}
      <span className="min-w-0 tab-4 whitespace-pre-wrap [overflow-wrap:anywhere]">
        <AnsiText text={line.text} />
        {line.truncated && (
          <span className="text-ink-3">
            {" "}
            <Trans>(line cut)</Trans>
          </span>
        )}
      </span>
    </div>
  );
});
