import { t } from "@lingui/core/macro";
import { memo, useCallback, type ReactNode } from "react";
import { cn } from "../../lib/cn.ts";
import { formatClock } from "../../lib/format.ts";
import { AnsiText } from "../../ui/ansi-text.tsx";
import { textOfEntry } from "./event-line.ts";
import { EventList } from "./event-list.tsx";
import type { Entry } from "./journal-window.ts";
import { lastIndexUpTo } from "./timeline-builder.ts";
import type { Journal } from "./use-journal.ts";
import type { ViewInSight } from "./view-in-sight.ts";

const lineHeightPx = 18;

/** The journal as it is: every event one line, with its time, its seq and its type. */
export function LogView({
  journal,
  marked,
  wraps,
  sight,
  empty,
}: {
  journal: Journal;
  marked: number | null;
  wraps: boolean;
  sight: ViewInSight;
  empty: ReactNode;
}) {
  const { entries, generation } = journal.snapshot;
  const seqOf = useCallback((index: number) => entries[index]?.seq ?? 0, [entries]);
  const indexOf = (seq: number) => lastIndexUpTo(entries, seq);
  return (
    <EventList
      journal={journal}
      label={t`Log`}
      listing={{
        count: entries.length,
        // Wrapped lines have another height.
        epoch: `log ${generation} ${String(wraps)}`,
        keyOf: (index) => `${wraps ? "w" : "l"}${seqOf(index)}`,
        isSteady: () => true,
        indexOf,
      }}
      estimateSize={() => lineHeightPx}
      seqOf={seqOf}
      kindOf={(index) => entries[index]?.type ?? ""}
      drawRow={(index) => {
        const entry = entries[index];
        return entry && <LogLine entry={entry} wraps={wraps} />;
      }}
      marked={marked === null ? -1 : indexOf(marked)}
      sight={sight}
      empty={empty}
      className={cn("bg-sunken", !wraps && "overflow-x-auto")}
    />
  );
}

const LogLine = memo(function LogLine({ entry, wraps }: { entry: Entry; wraps: boolean }) {
  return (
    <div
      className={cn(
        "flex min-h-4.5 gap-3 px-3 font-mono text-xs leading-4.5",
        !wraps && "w-max min-w-full",
      )}
    >
      <span className="w-18 shrink-0 text-ink-3">
        {entry.type === "skip" ? "" : formatClock(entry.at)}
      </span>
      <span className="w-14 shrink-0 text-right text-ink-3">{entry.seq}</span>
      <span className="hidden w-32 shrink-0 truncate text-ink-2 sm:inline">{entry.type}</span>
      <span
        className={cn(
          "min-w-0",
          wraps ? "whitespace-pre-wrap [overflow-wrap:anywhere]" : "whitespace-pre",
          isBad(entry) && "text-bad",
        )}
      >
        <AnsiText text={textOfEntry(entry)} />
      </span>
    </div>
  );
});

function isBad(entry: Entry): boolean {
  return (
    (entry.type === "check" && !entry.passed) ||
    (entry.type === "notice" && entry.level === "error") ||
    (entry.type === "iteration.ended" && entry.outcome === "failed")
  );
}
