import { useMemo } from "react";
import { rowsOf } from "./diff-rows.ts";
import { DiffTable } from "./diff-table.tsx";
import type { DiffHunk } from "./patch.ts";
import { useSpans } from "./use-spans.ts";

/** The hunks of one file, old and new in one column. */
export function FileDiff({ hunks, path }: { hunks: readonly DiffHunk[]; path: string }) {
  const rows = useMemo(() => rowsOf(hunks, "unified"), [hunks]);
  return <DiffTable rows={rows} view="unified" spans={useSpans(hunks, path)} />;
}
