import { t } from "@lingui/core/macro";
import { Search } from "lucide-react";
import { useEffect, useState, type KeyboardEvent } from "react";
import { Input } from "../../../ui/field.tsx";
import { Select } from "../../../ui/select.tsx";
import { useSettled } from "../../../lib/use-settled.ts";
import type { RepositorySort } from "./sorts.ts";

/** Search and order of the list; the page keeps both in its address. */
export function RepositoryFilters({
  search,
  sort,
  onChange,
  onLeave,
}: {
  search: string;
  sort: RepositorySort;
  onChange: (filters: { search: string; sort: RepositorySort }) => void;
  /** Down, into the list. */
  onLeave: () => void;
}) {
  const [text, setText] = useState(search);
  const settled = useSettled(text);
  useEffect(() => setText(search), [search]);
  useEffect(() => {
    if (settled !== search) onChange({ search: settled, sort });
    // When the person pauses; what else changes has its own way into the address.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [settled]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "ArrowDown") return;
    event.preventDefault();
    onLeave();
  };
  return (
    <search className="flex gap-2">
      <div className="relative min-w-0 flex-1 sm:max-w-sm">
        <Search aria-hidden className="absolute top-2 left-2.5 size-4 text-ink-3" />
        <Input
          type="search"
          aria-label={t`Search repositories`}
          aria-keyshortcuts="/"
          placeholder={t`Search name or path`}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={onKeyDown}
          className="pl-8"
        />
      </div>
      <Select
        label={t`Order`}
        items={[
          { value: "added", label: t`Newest first` },
          { value: "used", label: t`Last used first` },
          { value: "name", label: t`By name` },
        ]}
        value={sort}
        onChange={(next) => onChange({ search: text, sort: next })}
        className="w-38 max-sm:w-32"
      />
    </search>
  );
}
