import { t } from "@lingui/core/macro";
import { Plural, Trans } from "@lingui/react/macro";
import { ChevronRight, Copy, MessageSquareText, Undo2 } from "lucide-react";
import { cn } from "../../lib/cn.ts";
import { copyText } from "../../lib/copy-text.ts";
import { ChangeCounts } from "./change-counts.tsx";
import type { ChangedFileProps } from "./changed-file.tsx";
import { useChanges } from "./changes-context.ts";
import { FilePath } from "./file-path.tsx";
import { StatusLetter } from "./file-status.tsx";
import { IconButton } from "./icon-button.tsx";

/** What a file is and how much changed in it; stays in view while its diff is scrolled through. */
export function FileHead({
  info,
  isOpen,
  isViewed,
  isUncommitted,
  comments,
  onToggle,
  onViewed,
}: ChangedFileProps) {
  const { discard } = useChanges();
  return (
    <div
      className={cn(
        "sticky top-0 z-10 flex items-center gap-1 rounded-t-md bg-surface pr-1",
        isOpen ? "border-b" : "rounded-b-md",
      )}
    >
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => onToggle(info.path, !isOpen)}
        className="flex min-w-0 flex-1 items-center gap-1.5 rounded-md px-2 py-2 text-left text-sm hover:bg-sunken focus-visible:-outline-offset-2"
      >
        <ChevronRight
          aria-hidden
          className={cn("size-3.5 shrink-0 text-ink-3 transition-transform", isOpen && "rotate-90")}
        />
        <StatusLetter status={info.status} />
        <FilePath path={info.path} before={info.oldPath} />
        {isUncommitted && <UncommittedMark />}
        {comments.length > 0 && (
          <span className="flex shrink-0 items-center gap-0.5 text-xs text-accent">
            <MessageSquareText aria-hidden className="size-3.5" />
            <span aria-hidden>{comments.length}</span>
            <span className="sr-only">
              <Plural value={comments.length} one="# comment" other="# comments" />
            </span>
          </span>
        )}
        <ChangeCounts insertions={info.insertions} deletions={info.deletions} />
      </button>
      <IconButton
        label={t`Copy path`}
        Icon={Copy}
        onClick={() => copyText(info.path, t`The path`)}
      />
      {discard && (
        <IconButton
          danger
          label={discard.reason ?? t`Discard the changes of this file`}
          Icon={Undo2}
          disabled={discard.reason !== null}
          onClick={() => discard.ask({ info, patch: null })}
        />
      )}
      <label className="flex h-7 shrink-0 items-center gap-1.5 rounded-md px-1.5 text-xs text-ink-2 hover:bg-sunken">
        <input
          type="checkbox"
          checked={isViewed}
          onChange={(event) => onViewed(info.path, event.target.checked)}
          className="size-3.5 accent-(--accent)"
        />
        <Trans>Viewed</Trans>
      </label>
    </div>
  );
}

/** Says that a file holds work that is in no commit. */
export function UncommittedMark() {
  return (
    <span
      title={t`Holds work that is not committed`}
      className="shrink-0 rounded-sm bg-warn-soft px-1 text-xs text-warn"
    >
      <span aria-hidden>○</span>
      <span className="sr-only">
        <Trans>not committed</Trans>
      </span>
    </span>
  );
}
