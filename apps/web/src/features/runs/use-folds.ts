import type { RunOutline } from "@signalbox/shared";
import { useCallback, useState } from "react";
import type { TimelineRow } from "./timeline-rows.ts";
import type { Journal } from "./use-journal.ts";

const none: ReadonlySet<number> = new Set();

/** Which iterations are folded. Of a folded one no events need to be kept: unfolding reads what is missing. */
export function useFolds({ reader, store, pages, snapshot }: Journal, outline: RunOutline | null) {
  const [folded, setFolded] = useState<ReadonlySet<number>>(none);
  const change = useCallback(
    (next: ReadonlySet<number>): boolean => {
      const isMissing = [...pages.choice.folded].some(
        (iteration) => !next.has(iteration) && store.hasSkipped(iteration),
      );
      pages.choice = { ...pages.choice, folded: next };
      setFolded(next);
      return isMissing;
    },
    [pages, store],
  );
  const fold = useCallback(
    (iteration: number, isFolded: boolean) => {
      const next = new Set(pages.choice.folded);
      if (isFolded) next.add(iteration);
      else next.delete(iteration);
      const begin = outline?.iterations.find((one) => one.iteration === iteration)?.firstSeq;
      const anew = change(next);
      if (anew) reader.jump(begin ?? store.getSnapshot().firstSeq, { anew });
    },
    [change, outline, pages, reader, store],
  );
  const known = outline?.iterations.length ?? 0;
  const isAllFolded = folded.size > 0 && folded.size >= Math.max(1, known);
  const foldAll = useCallback(
    (isFolded: boolean, around: number) => {
      const told = outline?.iterations.map(({ iteration }) => iteration) ?? [];
      const loaded = snapshot.rows.flatMap((row: TimelineRow) => row.iteration ?? []);
      const anew = change(isFolded ? new Set([...told, ...loaded]) : none);
      if (store.getSnapshot().isFollowing) reader.jumpToEnd(anew);
      else reader.jump(around, { anew });
    },
    [change, outline, reader, snapshot.rows, store],
  );
  return { folded, fold, foldAll, isAllFolded };
}
