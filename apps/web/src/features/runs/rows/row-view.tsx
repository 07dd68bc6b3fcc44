import { memo } from "react";
import type { TimelineRow } from "../timeline-rows.ts";
import { CheckpointRowView, CheckRowView } from "./check-rows.tsx";
import { EndRowView } from "./end-row.tsx";
import { IterationRowView } from "./iteration-row.tsx";
import { MessageRowView } from "./message-row.tsx";
import { OutputRowView } from "./output-row.tsx";
import { RowActions } from "./row-actions.tsx";
import { SetupRowView } from "./setup-row.tsx";
import {
  GuidanceRowView,
  NoticeRowView,
  PlanRowView,
  StartRowView,
  UsageRowView,
} from "./small-rows.tsx";
import { ToolRowView } from "./tool-row.tsx";

export interface RowViewProps {
  row: TimelineRow;
  /** Rows change in place: their version tells that they did. */
  version: number;
  /** Whether the person opened or closed it; undefined as long as they did neither. */
  open: boolean | undefined;
  onToggle: (key: string, open: boolean) => void;
  isFolded: boolean;
  onFold: (iteration: number, folded: boolean) => void;
  /** Whether its iteration or run still goes on. */
  isLive: boolean;
}

/** One row of the timeline, with what can be done with any row; drawn again only when it has changed. */
export const RowView = memo(function RowView(props: RowViewProps) {
  return (
    <div className="group/row relative">
      {content(props)}
      {props.row.kind !== "usage" && <RowActions row={props.row} />}
    </div>
  );
});

function content({ row, open, onToggle, isFolded, onFold, isLive }: RowViewProps) {
  const toggle = (next: boolean) => onToggle(row.key, next);
  switch (row.kind) {
    case "start":
      return <StartRowView row={row} open={open ?? false} onToggle={toggle} />;
    case "iteration":
      return (
        <IterationRowView
          row={row}
          isLive={isLive}
          isFolded={isFolded}
          onFold={(folded) => onFold(row.iteration, folded)}
        />
      );
    case "message":
      return <MessageRowView row={row} open={open} onToggle={toggle} isLive={isLive} />;
    case "tool":
      return <ToolRowView row={row} open={open} onToggle={toggle} isLive={isLive} />;
    case "output":
      return <OutputRowView row={row} />;
    case "plan":
      return <PlanRowView row={row} />;
    case "check":
      return <CheckRowView row={row} open={open ?? !row.event.passed} onToggle={toggle} />;
    case "setup":
      return (
        <SetupRowView
          row={row}
          open={open ?? row.ended?.status === "failed"}
          onToggle={toggle}
          isLive={isLive}
        />
      );
    case "checkpoint":
      return <CheckpointRowView row={row} />;
    case "notice":
      return <NoticeRowView row={row} />;
    case "guidance":
      return <GuidanceRowView row={row} />;
    case "usage":
      return <UsageRowView row={row} />;
    case "end":
      return <EndRowView row={row} />;
  }
}
