import { plural, t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { RunSearchMatch } from "@signalbox/shared";
import { ArrowDown, ArrowUp, List, X } from "lucide-react";
import { useState, type RefObject } from "react";
import { cn } from "../../lib/cn.ts";
import { buttonClass } from "../../ui/button.tsx";
import { Progress } from "../../ui/progress.tsx";
import type { RunSearch } from "./use-run-search.ts";

/** Looking for text in the run: what for, how many matches, to the next and the one before, and all of them as a list. */
export function SearchBar({
  field,
  query,
  search,
  current,
  onQuery,
  onGo,
  onClose,
}: {
  field: RefObject<HTMLInputElement | null>;
  query: string;
  search: RunSearch;
  /** The index of the match that was gone to; -1 before the first. */
  current: number;
  onQuery: (query: string) => void;
  onGo: (index: number) => void;
  onClose: () => void;
}) {
  const [isListed, setListed] = useState(false);
  const { matches, isDone } = search;
  const step = (by: 1 | -1) => {
    if (matches.length === 0) return;
    const from = current === -1 && by === -1 ? 0 : current;
    onGo((from + by + matches.length) % matches.length);
  };
  const icon = cn(buttonClass({ variant: "ghost", size: "icon" }), "size-7 pointer-coarse:size-8");
  return (
    <div
      role="search"
      aria-label={t`Search in the run`}
      className="relative border-b bg-surface"
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        if (isListed) setListed(false);
        else onClose();
      }}
    >
      <div className="flex items-center gap-1 px-2 py-1">
        <input
          ref={field}
          type="search"
          aria-label={t`Search in the run`}
          placeholder={t`Search in the run`}
          value={query}
          onChange={(event) => onQuery(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
            event.preventDefault();
            step(event.shiftKey ? -1 : 1);
          }}
          className="h-7 min-w-0 flex-1 rounded-md border border-line-strong bg-bg px-2 text-sm [&::-webkit-search-cancel-button]:hidden"
        />
        <span role="status" className="shrink-0 text-right text-xs text-ink-2 tabular-nums">
          {query.trim() !== "" && wordsOf(search, current)}
        </span>
        <button
          type="button"
          className={icon}
          aria-label={t`Previous match`}
          title={t`Previous match (Shift+Enter)`}
          disabled={matches.length === 0}
          onClick={() => step(-1)}
        >
          <ArrowUp aria-hidden className="size-4" />
        </button>
        <button
          type="button"
          className={icon}
          aria-label={t`Next match`}
          title={t`Next match (Enter)`}
          disabled={matches.length === 0}
          onClick={() => step(1)}
        >
          <ArrowDown aria-hidden className="size-4" />
        </button>
        <button
          type="button"
          className={icon}
          aria-label={t`List of matches`}
          title={t`List of matches`}
          aria-expanded={isListed}
          disabled={matches.length === 0}
          onClick={() => setListed(!isListed)}
        >
          <List aria-hidden className="size-4" />
        </button>
        <button
          type="button"
          className={icon}
          aria-label={t`Close the search`}
          title={t`Close the search`}
          onClick={onClose}
        >
          <X aria-hidden className="size-4" />
        </button>
      </div>
      {!isDone && (
        <div className="absolute inset-x-0 bottom-0">
          <Progress percent={search.progress * 100} label={t`Searching the run`} />
        </div>
      )}
      {isListed && matches.length > 0 && (
        <ol
          aria-label={t`Matches`}
          tabIndex={0}
          className="max-h-56 overflow-y-auto border-t py-1 focus-visible:-outline-offset-2"
        >
          {matches.slice(0, maxListed).map((match, index) => (
            <li key={`${match.seq}/${match.at}`}>
              <button
                type="button"
                aria-current={index === current || undefined}
                onClick={() => onGo(index)}
                className="flex w-full min-w-0 items-baseline gap-3 px-3 py-0.5 text-left hover:bg-sunken focus-visible:-outline-offset-2 aria-current:bg-accent-soft"
              >
                <span className="w-16 shrink-0 text-right font-mono text-xs text-ink-3">
                  {match.seq}
                </span>
                <Excerpt match={match} />
              </button>
            </li>
          ))}
          {matches.length > maxListed && (
            <li className="px-3 py-0.5 text-xs text-ink-3">
              <Trans>The first {maxListed} are listed; Enter goes through all of them.</Trans>
            </li>
          )}
        </ol>
      )}
    </div>
  );
}

/** A list that is drawn whole. */
const maxListed = 200;

function Excerpt({ match: { excerpt, at, length } }: { match: RunSearchMatch }) {
  return (
    <span className="min-w-0 truncate font-mono text-xs">
      {excerpt.slice(0, at)}
      <mark className="bg-warn-soft font-semibold text-ink">{excerpt.slice(at, at + length)}</mark>
      {excerpt.slice(at + length)}
    </span>
  );
}

function wordsOf({ matches, isDone, isCut, failed, query }: RunSearch, current: number): string {
  if (query === "") return "";
  if (failed) return t`The search failed`;
  const count = matches.length;
  if (count === 0) return isDone ? t`No match` : t`Searching…`;
  const all = isDone && !isCut ? count.toLocaleString() : `${count.toLocaleString()}+`;
  if (current >= 0) return t`${(current + 1).toLocaleString()} of ${all}`;
  return isDone && !isCut
    ? plural(count, { one: "# match", other: "# matches" })
    : t`${all} matches`;
}
