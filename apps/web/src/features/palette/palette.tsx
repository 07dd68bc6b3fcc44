import { Autocomplete } from "@base-ui/react/autocomplete";
import { Dialog } from "@base-ui/react/dialog";
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { Search } from "lucide-react";
import { useState } from "react";
import { useSettled } from "../../lib/use-settled.ts";
import { Keys } from "../../ui/keys.tsx";
import { StatusSignal } from "../../ui/status-signal.tsx";
import type { PaletteGroup, PaletteItem } from "./palette-items.ts";
import { useReturnFocus } from "../../lib/use-return-focus.ts";
import { usePaletteGroups } from "./use-palette-groups.ts";

/** Search for anything, or do anything: one field and what it finds. What is chosen closes it first. */
export function Palette({ onClose }: { onClose: () => void }) {
  useReturnFocus();
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-overlay" />
        <Dialog.Popup
          aria-label={t`Search or run`}
          finalFocus={false}
          className="fixed top-[max(0.5rem,12dvh)] left-1/2 z-50 flex max-h-[min(34rem,calc(100dvh-max(1rem,14dvh)))] w-[min(40rem,calc(100vw-1rem))] -translate-x-1/2 flex-col overflow-hidden rounded-lg border border-line-strong bg-surface shadow-pop outline-hidden"
        >
          <Finder onClose={onClose} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Finder({ onClose }: { onClose: () => void }) {
  const [query, setQuery] = useState("");
  const settled = useSettled(query.trim());
  const groups = usePaletteGroups(query, settled, onClose);
  return (
    <Autocomplete.Root
      open
      inline
      mode="none"
      items={groups}
      value={query}
      onValueChange={(value, { reason }) => {
        // Choosing a line closes the palette; its words do not become the query.
        if (reason !== "item-press") setQuery(value);
      }}
      itemToStringValue={(item: PaletteItem) => item.label}
      autoHighlight="always"
      keepHighlight
    >
      <div className="flex items-center gap-2 border-b px-3">
        <Search aria-hidden className="size-4 shrink-0 text-ink-3" />
        <Autocomplete.Input
          aria-label={t`Search or run`}
          placeholder={t`A session, a repository, a page, something to do…`}
          className="h-11 min-w-0 flex-1 bg-transparent text-base outline-hidden"
        />
        <Dialog.Close className="rounded-sm px-1 text-xs text-ink-3 hover:text-ink">
          <Keys keys="Escape" />
          <span className="sr-only">
            <Trans>Close</Trans>
          </span>
        </Dialog.Close>
      </div>
      <Autocomplete.Empty className="empty:hidden">
        <p className="px-4 py-8 text-center text-ink-2">
          {settled === query.trim() ? (
            <Trans>Nothing is called that.</Trans>
          ) : (
            <Trans>Searching…</Trans>
          )}
        </p>
      </Autocomplete.Empty>
      <Autocomplete.List className="min-h-0 flex-1 scroll-py-2 overflow-y-auto overscroll-contain p-1.5 empty:hidden">
        {(group: PaletteGroup) => (
          <Autocomplete.Group key={group.id} items={group.items} className="not-last:mb-1.5">
            <Autocomplete.GroupLabel className="px-2 py-1 text-xs font-medium text-ink-3">
              {group.label}
            </Autocomplete.GroupLabel>
            <Autocomplete.Collection>
              {(item: PaletteItem) => (
                <Autocomplete.Item
                  key={item.id}
                  value={item}
                  onClick={() => item.run()}
                  className="flex min-h-8 cursor-default items-center gap-3 rounded-sm px-2 py-1 text-sm outline-hidden select-none data-highlighted:bg-accent-soft pointer-coarse:min-h-10"
                >
                  <Line item={item} />
                </Autocomplete.Item>
              )}
            </Autocomplete.Collection>
          </Autocomplete.Group>
        )}
      </Autocomplete.List>
    </Autocomplete.Root>
  );
}

function Line({ item }: { item: PaletteItem }) {
  return (
    <>
      <span className="line-clamp-2 min-w-0 flex-1 [overflow-wrap:anywhere]">
        {item.label}
        {item.detail && (
          <span className="ml-2 text-xs text-ink-3 [overflow-wrap:anywhere]">{item.detail}</span>
        )}
      </span>
      {item.status && <StatusSignal status={item.status} />}
      {item.keys && <Keys keys={item.keys} className="max-sm:hidden" />}
    </>
  );
}
