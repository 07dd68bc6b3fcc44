import { sessionStatusSchema, type SessionStatus } from "@signalbox/shared";
import { Search } from "lucide-react";
import { useEffect, useState } from "react";
import { Input } from "../../ui/field.tsx";
import { Select } from "../../ui/select.tsx";
import { statusWord } from "../../ui/status-signal.tsx";

/** A pause in typing after which the search is done. */
const typingPauseMs = 200;

const statusItems = [
  { value: "any", label: "Any status" },
  ...sessionStatusSchema.options.map((status) => ({ value: status, label: statusWord(status) })),
] as const;

/** Search and status filter of the sessions list; the page keeps both in its address. */
export function SessionFilters({
  search,
  status,
  onChange,
}: {
  search: string;
  status: SessionStatus | undefined;
  onChange: (filters: { search: string; status: SessionStatus | undefined }) => void;
}) {
  const [text, setText] = useState(search);
  useEffect(() => setText(search), [search]);
  useEffect(() => {
    if (text === search) return;
    const timer = setTimeout(() => onChange({ search: text, status }), typingPauseMs);
    return () => clearTimeout(timer);
  }, [text, search, status, onChange]);

  return (
    <search className="flex gap-2">
      <div className="relative min-w-0 flex-1 sm:max-w-sm">
        <Search aria-hidden className="absolute top-2 left-2.5 size-4 text-ink-3" />
        <Input
          type="search"
          aria-label="Search sessions"
          aria-keyshortcuts="/"
          placeholder="Search sessions"
          value={text}
          onChange={(event) => setText(event.target.value)}
          className="pl-8"
        />
      </div>
      <Select
        label="Status"
        items={statusItems}
        value={status ?? "any"}
        onChange={(next) => onChange({ search: text, status: next === "any" ? undefined : next })}
        className="w-36"
      />
    </search>
  );
}
