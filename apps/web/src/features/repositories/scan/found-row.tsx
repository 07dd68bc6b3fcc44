import { i18n, type MessageDescriptor } from "@lingui/core";
import { msg, t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { FoundRepository } from "@signalbox/shared";
import { Check } from "lucide-react";
import type { Outcome } from "./use-add-many.ts";

/** Pixels; a row's two lines. */
export const rowHeight = 48;

const kindWords: Record<FoundRepository["kind"], MessageDescriptor | null> = {
  repository: null,
  bare: msg`Bare`,
  worktree: msg`Worktree`,
  submodule: msg`Submodule`,
};

/** One repository that was found, with a box to choose it. */
export function FoundRow({
  repository: { path, name, kind },
  place: { index, count, start },
  isAdded,
  outcome,
  isSelected,
  isLocked,
  onToggle,
}: {
  repository: FoundRepository;
  place: { index: number; count: number; start: number };
  isAdded: boolean;
  outcome: Outcome | undefined;
  isSelected: boolean;
  isLocked: boolean;
  onToggle: (isSelected: boolean) => void;
}) {
  const kindWord = kindWords[kind];
  const failure = outcome?.isAdded === false ? outcome.message : null;
  return (
    <li
      aria-posinset={index + 1}
      aria-setsize={count}
      className="absolute inset-x-0 top-0"
      style={{ height: rowHeight, transform: `translateY(${start}px)` }}
    >
      <label className="flex h-full items-center gap-3 px-3 hover:bg-sunken has-disabled:cursor-default has-disabled:bg-transparent">
        <input
          type="checkbox"
          checked={isSelected || isAdded}
          disabled={isAdded || isLocked}
          onChange={(event) => onToggle(event.target.checked)}
          className="size-4 shrink-0 accent-(--accent)"
        />
        <span className="min-w-0 flex-1">
          <span className="flex items-center gap-2">
            <span className="truncate text-sm font-medium">{name}</span>
            {kindWord && (
              <span className="shrink-0 rounded-sm bg-sunken px-1.5 text-xs text-ink-2">
                {i18n._(kindWord)}
              </span>
            )}
          </span>
          <span
            className={`block truncate text-xs ${failure ? "text-bad" : "font-mono text-ink-3"}`}
            title={failure ?? path}
          >
            {failure ? t`Not added: ${failure}` : path}
          </span>
        </span>
        {isAdded && (
          <span className="flex shrink-0 items-center gap-1 text-xs text-ok">
            <Check aria-hidden className="size-3.5" />
            <Trans>Added</Trans>
          </span>
        )}
      </label>
    </li>
  );
}
