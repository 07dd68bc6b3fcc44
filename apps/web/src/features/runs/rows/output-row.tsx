import { Terminal } from "lucide-react";
import type { OutputRow } from "../timeline-rows.ts";
import { cn } from "../../../lib/cn.ts";
import { AnsiText } from "../../../ui/ansi-text.tsx";
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
          <div key={line.seq} className="flex min-h-4.5 gap-2">
            {line.stream === "stderr" && (
              <span className="shrink-0 text-bad select-none" title="Standard error">
                err
              </span>
            )}
            <span className="min-w-0 whitespace-pre-wrap [overflow-wrap:anywhere]">
              <AnsiText text={line.text} />
              {line.truncated && <span className="text-ink-3"> (line cut)</span>}
            </span>
          </div>
        ))}
      </div>
    </TrackRow>
  );
}
