import { i18n } from "@lingui/core";
import { t } from "@lingui/core/macro";
import type { FoundRepository } from "@signalbox/shared";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useRef, useState } from "react";
import { Button } from "../../../ui/button.tsx";
import { Input } from "../../../ui/field.tsx";
import { FoundRow, rowHeight } from "./found-row.tsx";
import type { Outcome } from "./use-add-many.ts";

/** What a scan found, to choose from. Of thousands only those in view are in the page. */
export function FoundList({
  found,
  outcomes,
  selected,
  isLocked,
  onSelect,
}: {
  found: readonly FoundRepository[];
  outcomes: ReadonlyMap<string, Outcome>;
  selected: ReadonlySet<string>;
  isLocked: boolean;
  onSelect: (selected: ReadonlySet<string>) => void;
}) {
  const [filter, setFilter] = useState("");
  const words = filter.trim().toLowerCase();
  const shown = found.filter(({ path }) => path.toLowerCase().includes(words));
  const isAdded = ({ path, added }: FoundRepository) =>
    added || outcomes.get(path)?.isAdded === true;
  const free = shown.filter((repository) => !isAdded(repository));
  const areAllSelected = free.length > 0 && free.every(({ path }) => selected.has(path));

  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    getItemKey: (index) => shown[index]?.path ?? index,
  });
  const toggle = (path: string, isSelected: boolean) => {
    const next = new Set(selected);
    if (isSelected) next.add(path);
    else next.delete(path);
    onSelect(next);
  };
  const toggleAll = () => {
    const paths = free.map(({ path }) => path);
    onSelect(
      areAllSelected
        ? new Set([...selected].filter((path) => !paths.includes(path)))
        : new Set([...selected, ...paths]),
    );
  };

  return (
    <div className="flex min-w-0 flex-col gap-2">
      <div className="flex gap-2">
        <Input
          aria-label={t`Filter what was found`}
          placeholder={t`Filter`}
          value={filter}
          onChange={(event) => setFilter(event.target.value)}
          className="min-w-0 flex-1"
        />
        <Button disabled={free.length === 0 || isLocked} onClick={toggleAll}>
          {areAllSelected ? t`Select none` : t`Select all (${i18n.number(free.length)})`}
        </Button>
      </div>
      <div
        ref={scroller}
        // A place of its own height: the list grows while the window does not.
        className="h-64 overflow-y-auto rounded-md border"
      >
        <ul
          aria-label={t`Repositories found`}
          className="relative"
          style={{ height: rows.getTotalSize() }}
        >
          {rows.getVirtualItems().map(({ index, key, start }) => {
            const repository = shown[index];
            if (!repository) return null;
            return (
              <FoundRow
                key={key}
                repository={repository}
                place={{ index, count: shown.length, start }}
                isAdded={isAdded(repository)}
                outcome={outcomes.get(repository.path)}
                isSelected={selected.has(repository.path)}
                isLocked={isLocked}
                onToggle={(isSelected) => toggle(repository.path, isSelected)}
              />
            );
          })}
        </ul>
      </div>
    </div>
  );
}
