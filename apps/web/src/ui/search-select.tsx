import { Combobox } from "@base-ui/react/combobox";
import { Check, ChevronsUpDown, Search } from "lucide-react";
import { useState, type ReactNode } from "react";
import { cn } from "../lib/cn.ts";
import type { ControlProps } from "./field.tsx";

/** A thing to choose; `name` is what it is called when it is spoken. */
export interface SearchItem {
  id: string;
  name: string;
}

/** Items that belong together; without a label they stand first, for themselves. */
export interface SearchGroup<Item extends SearchItem> {
  label: string;
  items: Item[];
}

/**
 * Choose one of many that the server searches: a button that shows what is chosen and opens a field with a list below it.
 * The caller asks the server by `search`, which is what was typed, empty whenever the list opens.
 */
export function SearchSelect<Item extends SearchItem>({
  control,
  label,
  chosen,
  value,
  groups,
  itemView,
  search,
  onSearch,
  onChoose,
  searchLabel,
  emptyWords,
  note,
  disabled,
  look,
}: {
  /** Of the field that it is in. */
  control?: ControlProps;
  /** What it is called where it is in no field. */
  label?: string;
  /** What the button shows. */
  chosen: ReactNode;
  value: Item | null;
  groups: readonly SearchGroup<Item>[];
  itemView: (item: Item) => ReactNode;
  search: string;
  onSearch: (search: string) => void;
  onChoose: (item: Item) => void;
  searchLabel: string;
  /** Why the list is empty. */
  emptyWords: string;
  /** What else is to be known of the list: that there is more than it shows. */
  note?: string | null;
  disabled?: boolean;
  /** The classes of a button that does not look like a field. */
  look?: string;
}) {
  const [open, setOpen] = useState(false);
  return (
    <Combobox.Root
      items={groups}
      filter={null}
      value={value}
      isItemEqualToValue={(item: Item, other: Item) => item.id === other.id}
      itemToStringLabel={(item: Item) => item.name}
      onValueChange={(item: Item | null) => {
        if (item) onChoose(item);
      }}
      inputValue={search}
      onInputValueChange={(text, { reason }) => {
        if (reason === "input-change") onSearch(text);
      }}
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        if (next) onSearch("");
      }}
      autoHighlight
      disabled={disabled}
    >
      <Combobox.Trigger
        aria-label={label}
        {...control}
        className={
          look ??
          cn(
            "flex h-8 w-full min-w-0 items-center justify-between gap-2 rounded-md border border-line-strong bg-surface pr-2 pl-2.5 text-left text-sm pointer-coarse:h-10",
            "hover:not-data-disabled:bg-sunken data-disabled:cursor-not-allowed data-disabled:opacity-60 aria-invalid:border-bad",
          )
        }
      >
        {chosen}
        {!look && <ChevronsUpDown aria-hidden className="size-3.5 shrink-0 text-ink-3" />}
      </Combobox.Trigger>
      <Combobox.Portal>
        <Combobox.Positioner
          align="start"
          sideOffset={4}
          collisionPadding={8}
          className="z-60 outline-hidden"
        >
          <Combobox.Popup
            aria-label={searchLabel}
            className="flex max-h-(--available-height) w-[max(var(--anchor-width),20rem)] max-w-(--available-width) flex-col rounded-md border border-line-strong bg-surface shadow-pop outline-hidden"
          >
            <div className="flex items-center gap-2 border-b px-2.5">
              <Search aria-hidden className="size-3.5 shrink-0 text-ink-3" />
              <Combobox.Input
                aria-label={searchLabel}
                placeholder={searchLabel}
                spellCheck={false}
                autoComplete="off"
                className="h-9 w-full min-w-0 bg-transparent text-sm text-ink outline-hidden"
              />
            </div>
            <Combobox.Empty>
              <p className="px-3 py-2 text-sm text-ink-2 empty:hidden">
                {groups.every(({ items }) => items.length === 0) ? emptyWords : null}
              </p>
            </Combobox.Empty>
            <Combobox.List className="max-h-80 min-h-0 overflow-y-auto p-1 data-empty:p-0">
              {(group: SearchGroup<Item>) => (
                <Combobox.Group key={group.label} items={group.items}>
                  {group.label && (
                    <Combobox.GroupLabel className="px-2 pt-2 pb-1 text-xs text-ink-3 select-none">
                      {group.label}
                    </Combobox.GroupLabel>
                  )}
                  <Combobox.Collection>
                    {(item: Item) => (
                      <Combobox.Item
                        key={item.id}
                        value={item}
                        className="grid cursor-default grid-cols-[1rem_1fr] items-center gap-1.5 rounded-sm py-1.5 pr-2 pl-1.5 text-sm outline-hidden data-highlighted:bg-accent-soft"
                      >
                        <Combobox.ItemIndicator className="col-start-1">
                          <Check aria-hidden className="size-3.5 text-accent" />
                        </Combobox.ItemIndicator>
                        <span className="col-start-2 min-w-0">{itemView(item)}</span>
                      </Combobox.Item>
                    )}
                  </Combobox.Collection>
                </Combobox.Group>
              )}
            </Combobox.List>
            {note && <p className="border-t px-3 py-1.5 text-xs text-ink-3">{note}</p>}
          </Combobox.Popup>
        </Combobox.Positioner>
      </Combobox.Portal>
    </Combobox.Root>
  );
}
