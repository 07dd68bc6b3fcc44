import { t } from "@lingui/core/macro";
import { Link as LinkIcon } from "lucide-react";
import { copyText } from "../../../lib/copy-text.ts";
import { CopyButton } from "../../../ui/copy-button.tsx";
import { addressOfEvent, useShownRun } from "../shown-run.ts";
import type { TimelineRow } from "../timeline-rows.ts";
import { textOfRow } from "./row-text.ts";

/**
 * What can be done with any row: copy it, and copy a link to it. Seen while the row is pointed at or has the focus; until
 * then it takes no press either: it lies over the end of the row above.
 */
export function RowActions({ row }: { row: TimelineRow }) {
  const run = useShownRun();
  return (
    <div className="absolute -top-4 right-3 z-10 flex rounded-md border bg-surface opacity-0 shadow-pop not-focus-within:not-group-hover/row:pointer-events-none group-hover/row:opacity-100 focus-within:opacity-100 md:right-4 print:hidden">
      <CopyButton label={t`Copy this step`} text={() => textOfRow(row)} />
      {run && (
        <button
          type="button"
          aria-label={t`Copy a link to this step`}
          title={t`Copy a link to this step`}
          onClick={() =>
            copyText(addressOfEvent(run.sessionId, run.runId, row.seq), t`The link to this step`)
          }
          className="inline-flex size-6 shrink-0 items-center justify-center rounded-sm text-ink-3 hover:bg-sunken hover:text-ink pointer-coarse:size-8"
        >
          <LinkIcon aria-hidden className="size-3.5" />
        </button>
      )}
    </div>
  );
}
