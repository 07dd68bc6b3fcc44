import { t } from "@lingui/core/macro";
import { Plural, Trans } from "@lingui/react/macro";
import { useMemo, useState } from "react";
import { ProgramText } from "../../../ui/program-text.tsx";
import { ChangeCounts } from "../../git/change-counts.tsx";
import { FileDiff } from "../../git/file-diff.tsx";
import { FilePath } from "../../git/file-path.tsx";
import { lineCountOf, type DiffHunk } from "../../git/patch.ts";
import type { ToolRow } from "../timeline-rows.ts";

/** One edit of a tool call, and what it changed; `hunks` is null where the texts are too far apart to be compared, or the same. */
export interface ToolDiffFile {
  edit: ToolRow["diffs"][number];
  hunks: DiffHunk[] | null;
}

/** A longer diff shows its beginning until all of it is asked for. */
const maxShownLines = 120;

/** What a tool call changed in one file. */
export function ToolDiff({ file: { edit, hunks } }: { file: ToolDiffFile }) {
  const [isWhole, setWhole] = useState(false);
  const lines = hunks ? lineCountOf(hunks) : 0;
  const shown = useMemo(
    () => (hunks === null || isWhole ? hunks : firstLines(hunks, maxShownLines)),
    [hunks, isWhole],
  );
  const counts = useMemo(() => countsOf(hunks ?? []), [hunks]);
  const more = lines - maxShownLines;
  return (
    <div className="overflow-hidden rounded-sm border">
      <p className="flex items-center gap-2 border-b bg-sunken px-2 py-0.5">
        <FilePath path={edit.path} />
        {edit.oldText === null && (
          <span className="shrink-0 text-xs text-ink-3">
            <Trans>new</Trans>
          </span>
        )}
        {hunks && <ChangeCounts {...counts} />}
      </p>
      {shown ? (
        <FileDiff hunks={shown} path={edit.path} />
      ) : (
        <ProgramText label={t`New text`} text={edit.newText} keep="start" className="px-2 pb-2" />
      )}
      {more > 0 && !isWhole && (
        <button
          type="button"
          onClick={() => setWhole(true)}
          className="block w-full border-t px-2 py-1 text-left text-xs font-medium text-accent hover:underline"
        >
          <Trans>
            Show all: <Plural value={more} one="# more line" other="# more lines" />
          </Trans>
        </button>
      )}
    </div>
  );
}

function firstLines(hunks: readonly DiffHunk[], count: number): DiffHunk[] {
  let left = count;
  const shown: DiffHunk[] = [];
  for (const hunk of hunks) {
    if (left <= 0) break;
    shown.push(hunk.lines.length <= left ? hunk : { ...hunk, lines: hunk.lines.slice(0, left) });
    left -= hunk.lines.length;
  }
  return shown;
}

function countsOf(hunks: readonly DiffHunk[]) {
  let [insertions, deletions] = [0, 0];
  for (const { lines } of hunks) {
    for (const { kind } of lines) {
      if (kind === "added") insertions += 1;
      else if (kind === "removed") deletions += 1;
    }
  }
  return { insertions, deletions };
}
