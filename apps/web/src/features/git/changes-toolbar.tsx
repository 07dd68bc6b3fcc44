import { plural, t } from "@lingui/core/macro";
import { Plural, Trans } from "@lingui/react/macro";
import {
  CircleHelp,
  Columns2,
  FoldVertical,
  GitCommitHorizontal,
  ListTree,
  Maximize2,
  Minimize2,
  Pilcrow,
  UnfoldVertical,
} from "lucide-react";
import { Button } from "../../ui/button.tsx";
import { ChangeCounts } from "./change-counts.tsx";
import { ComparePicker } from "./compare-picker.tsx";
import { IconButton } from "./icon-button.tsx";
import type { Comparison } from "./use-comparison.ts";
import type { ViewSettings } from "./view-settings.ts";

/** What is compared and how it is shown. */
export function ChangesToolbar({
  comparison,
  totals,
  settings,
  onSettings,
  canSplit,
  isTreeShown,
  onTree,
  isAllFolded,
  onFoldAll,
  uncommittedCount,
  onCommit,
  isWide,
  onWide,
  onHelp,
}: {
  comparison: Comparison;
  /** Null while they are not known. */
  totals: { files: number; insertions: number; deletions: number; viewed: number } | null;
  settings: ViewSettings;
  onSettings: (change: Partial<ViewSettings>) => void;
  canSplit: boolean;
  isTreeShown: boolean;
  onTree: () => void;
  isAllFolded: boolean;
  onFoldAll: () => void;
  uncommittedCount: number;
  onCommit: () => void;
  isWide: boolean;
  onWide: () => void;
  onHelp: () => void;
}) {
  const isSplit = settings.view === "split";
  return (
    <div
      role="group"
      aria-label={t`How changes are shown`}
      className="flex shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-b px-3 py-1.5"
    >
      <ComparePicker comparison={comparison} />
      <p className="flex min-h-7 items-center gap-2 text-xs text-ink-2">
        {totals && totals.files > 0 && (
          <>
            {plural(totals.files, { one: "# file", other: "# files" })}
            <ChangeCounts insertions={totals.insertions} deletions={totals.deletions} />
            {totals.viewed > 0 && (
              <span>
                <Trans>{totals.viewed} viewed</Trans>
              </span>
            )}
          </>
        )}
      </p>
      <div className="ml-auto flex items-center gap-0.5">
        {uncommittedCount > 0 && (
          <Button size="sm" className="mr-1" onClick={onCommit}>
            <GitCommitHorizontal aria-hidden className="size-3.5" />
            <Trans>
              Commit <Plural value={uncommittedCount} one="# file" other="# files" />…
            </Trans>
          </Button>
        )}
        <IconButton
          label={t`List of files`}
          Icon={ListTree}
          pressed={isTreeShown}
          keyShortcut="f"
          onClick={onTree}
        />
        <IconButton
          label={canSplit || isSplit ? t`Side by side` : t`Side by side (needs more room)`}
          Icon={Columns2}
          pressed={isSplit}
          keyShortcut="s"
          onClick={() => onSettings({ view: isSplit ? "unified" : "split" })}
        />
        <IconButton
          label={t`Leave out white space`}
          Icon={Pilcrow}
          pressed={settings.ignoreWhitespace}
          keyShortcut="w"
          onClick={() => onSettings({ ignoreWhitespace: !settings.ignoreWhitespace })}
        />
        <IconButton
          label={isAllFolded ? t`Unfold all files` : t`Fold all files`}
          Icon={isAllFolded ? UnfoldVertical : FoldVertical}
          onClick={onFoldAll}
        />
        <IconButton label={t`Keys`} Icon={CircleHelp} keyShortcut="?" onClick={onHelp} />
        <IconButton
          label={isWide ? t`Back into the page` : t`As wide as the window`}
          Icon={isWide ? Minimize2 : Maximize2}
          keyShortcut="e"
          onClick={onWide}
        />
      </div>
    </div>
  );
}
