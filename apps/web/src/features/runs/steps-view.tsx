import { t } from "@lingui/core/macro";
import type { RunOutline } from "@signalbox/shared";
import { useCallback, useMemo, type ReactNode } from "react";
import { EventList } from "./event-list.tsx";
import { withOutline } from "./iteration-header.ts";
import { RowView } from "./rows/row-view.tsx";
import { lastIndexUpTo } from "./timeline-builder.ts";
import type { TimelineRow } from "./timeline-rows.ts";
import type { Journal } from "./use-journal.ts";
import type { ViewInSight } from "./view-in-sight.ts";
import { VisibleRows } from "./visible-rows.ts";

const lineHeightPx = 18;

function estimateSize(row: TimelineRow | undefined): number {
  if (row?.kind === "output") return row.lines.length * lineHeightPx + 16;
  return row?.kind === "end" ? 180 : 40;
}

/** The run as rows, step by step; folded iterations are their headers alone. */
export function StepsView({
  journal,
  outline,
  marked,
  folded,
  onFold,
  opened,
  onToggle,
  sight,
  empty,
}: {
  journal: Journal;
  outline: RunOutline | null;
  /** The event that was gone to. */
  marked: number | null;
  folded: ReadonlySet<number>;
  onFold: (iteration: number, folded: boolean) => void;
  opened: ReadonlyMap<string, boolean>;
  onToggle: (key: string, open: boolean) => void;
  sight: ViewInSight;
  empty: ReactNode;
}) {
  const { store, snapshot } = journal;
  const visibleRows = useMemo(() => new VisibleRows(), []);
  const rows = visibleRows.of(snapshot, folded);
  const outlines = useMemo(
    () => new Map((outline?.iterations ?? []).map((one) => [one.iteration, one])),
    [outline],
  );
  const indexOf = useCallback(
    (seq: number) => {
      const row = store.rowAt(seq);
      if (!row) return -1;
      let index = lastIndexUpTo(rows, row.seq);
      // A header and its first row begin with the same event.
      while (index > 0 && rows[index] !== row && rows[index - 1]?.seq === row.seq) index -= 1;
      return index;
    },
    [store, rows],
  );
  const drawRow = (index: number) => {
    const row = rows[index];
    if (!row) return null;
    return (
      <RowView
        row={row.kind === "iteration" ? withOutline(row, outlines.get(row.iteration)) : row}
        version={row.version}
        open={opened.get(row.key)}
        onToggle={onToggle}
        isFolded={row.iteration !== null && folded.has(row.iteration)}
        onFold={onFold}
        isLive={!snapshot.ended && (row.iteration ?? 0) === snapshot.iteration}
      />
    );
  };
  return (
    <EventList
      journal={journal}
      label={t`Timeline`}
      listing={{
        count: rows.length,
        epoch: visibleRows.epoch,
        keyOf: (index) => rows[index]?.key ?? String(index),
        // The first heading moves up when more of its iteration becomes known.
        isSteady: (index) => index > 0 || rows[index]?.kind !== "iteration",
        indexOf,
      }}
      estimateSize={(index) => estimateSize(rows[index])}
      seqOf={(index) => rows[index]?.seq ?? 0}
      kindOf={(index) => rows[index]?.kind ?? ""}
      drawRow={drawRow}
      marked={marked === null || !store.covers(marked) ? -1 : indexOf(marked)}
      sight={sight}
      empty={empty}
    />
  );
}
