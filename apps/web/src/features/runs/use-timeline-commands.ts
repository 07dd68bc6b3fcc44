import { t } from "@lingui/core/macro";
import type { RunOutline } from "@signalbox/shared";
import { useCommands } from "../shell/commands.ts";
import { neighbour } from "./run-problems.ts";
import type { ViewInSight } from "./view-in-sight.ts";

/** What can be done with a timeline from the palette and with keys. */
export function useTimelineCommands(options: {
  isLog: boolean;
  problems: readonly number[];
  outline: RunOutline | null;
  sight: ViewInSight;
  isAllFolded: boolean;
  onSearch: () => void;
  onEnd: () => void;
  onGo: (seq: number, how: { takesFocus?: boolean; isHeader?: boolean }) => void;
  onFoldAll: (fold: boolean) => void;
  onLog: (isLog: boolean) => void;
}): void {
  const { isLog, problems, outline, sight, isAllFolded } = options;
  const starts = () => (outline?.iterations ?? []).map(({ firstSeq }) => firstSeq);
  const go = (seqs: readonly number[], step: 1 | -1, isHeader: boolean) => {
    const seq = neighbour(seqs, sight.get().first, step);
    if (seq !== null) options.onGo(seq, { takesFocus: true, isHeader });
  };
  const section = "timeline" as const;
  useCommands([
    {
      id: "timeline.search",
      label: t`Search in the run`,
      section,
      keys: "f",
      run: options.onSearch,
    },
    { id: "timeline.end", label: t`Jump to live`, section, keys: "G", run: options.onEnd },
    {
      id: "timeline.nextIteration",
      label: t`Next iteration`,
      section,
      keys: "]",
      run: () => go(starts(), 1, true),
    },
    {
      id: "timeline.previousIteration",
      label: t`Previous iteration`,
      section,
      keys: "[",
      run: () => go(starts(), -1, true),
    },
    {
      id: "timeline.nextProblem",
      label: t`Next problem`,
      section,
      keys: "e",
      when: problems.length > 0,
      run: () => go(problems, 1, false),
    },
    {
      id: "timeline.previousProblem",
      label: t`Previous problem`,
      section,
      keys: "E",
      when: problems.length > 0,
      run: () => go(problems, -1, false),
    },
    {
      id: "timeline.fold",
      label: isAllFolded ? t`Unfold all iterations` : t`Fold all iterations`,
      section,
      when: !isLog,
      run: () => options.onFoldAll(!isAllFolded),
    },
    {
      id: "timeline.log",
      label: isLog ? t`Show the run as steps` : t`Show the run as a log`,
      section,
      run: () => options.onLog(!isLog),
    },
  ]);
}
