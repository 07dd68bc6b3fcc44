import { t } from "@lingui/core/macro";
import { Search } from "lucide-react";
import { useEffect, useState } from "react";
import { Input } from "../../ui/field.tsx";
import type { SetOverview } from "./use-overview.ts";

/** A pause in typing after which the search is done. */
const typingPauseMs = 200;

/** Looks in the names of sessions and repositories, in branches and prompts. */
export function SearchField({ q, set }: { q: string; set: SetOverview }) {
  const [text, setText] = useState(q);
  useEffect(() => setText(q), [q]);
  useEffect(() => {
    if (text === q) return;
    const timer = setTimeout(() => set({ q: text || undefined }, true), typingPauseMs);
    return () => clearTimeout(timer);
  }, [text, q, set]);
  return (
    <div className="relative min-w-44 flex-1 sm:max-w-xs">
      <Search
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-ink-3"
      />
      <Input
        type="search"
        aria-label={t`Search sessions`}
        aria-keyshortcuts="/"
        placeholder={t`Search sessions`}
        title={t`Names, repositories, branches, prompts (/)`}
        value={text}
        onChange={(event) => setText(event.target.value)}
        className="pl-8 pointer-coarse:h-10"
      />
    </div>
  );
}
