import { t } from "@lingui/core/macro";
import { Combobox } from "@base-ui/react/combobox";
import { Check, ChevronsUpDown } from "lucide-react";
import { useEffect, useId, useState } from "react";
import { trpc } from "../../lib/trpc.ts";

/** The server's largest page. */
const pageSize = 200;
/** More than these nobody reads through: searching finds the others. */
const maxShown = 100;

/** Choose a local branch of the repository by a list that can be searched; the session's own is left out. */
export function BranchPicker({
  sessionId,
  label,
  value,
  onChange,
}: {
  sessionId: string;
  label: string;
  value: string;
  onChange: (branch: string) => void;
}) {
  const id = useId();
  const [text, setText] = useState(value);
  const [open, setOpen] = useState(false);
  const [hasFocus, setFocus] = useState(false);
  // What was typed and not chosen is forgotten: what is read there is what is chosen.
  useEffect(() => {
    if (!open && !hasFocus) setText(value);
  }, [open, hasFocus, value]);
  const pages = trpc.git.branches.useInfiniteQuery(
    { sessionId, limit: pageSize },
    { getNextPageParam: ({ nextCursor }) => nextCursor },
  );
  const branches = pages.data?.pages.flatMap(({ items }) => items) ?? [];
  const others = branches.filter((branch) => !branch.isSession);
  const names = others.map(({ name }) => name);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = pages;
  // Whoever searches means all of them.
  useEffect(() => {
    if (text !== "" && text !== value && hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [text, value, hasNextPage, isFetchingNextPage, fetchNextPage]);
  const noteOf = (name: string) => {
    const branch = others.find((one) => one.name === name);
    if (branch?.isBase) return t`base of the session`;
    return branch?.checkedOutAt ? t`checked out` : "";
  };

  return (
    <Combobox.Root
      items={names.includes(value) ? names : [value, ...names]}
      value={value}
      onValueChange={(next) => {
        if (next !== null) onChange(next);
      }}
      inputValue={text}
      onInputValueChange={setText}
      open={open}
      onOpenChange={setOpen}
      autoHighlight
      limit={maxShown}
    >
      <div className="flex min-w-0 flex-col gap-1">
        <label htmlFor={id} className="text-sm font-medium">
          {label}
        </label>
        <Combobox.InputGroup className="relative flex h-8 max-w-80 items-center rounded-md border border-line-strong bg-surface has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent">
          <Combobox.Input
            id={id}
            spellCheck={false}
            autoComplete="off"
            placeholder={t`Search branches`}
            onFocus={() => setFocus(true)}
            onBlur={() => setFocus(false)}
            onKeyDown={(event) => {
              // With no list open Escape is the dialog's, and does not empty the field.
              if (event.key === "Escape" && !open) event.preventBaseUIHandler();
            }}
            className="h-full w-full min-w-0 rounded-md bg-transparent pr-8 pl-2.5 font-mono text-xs text-ink outline-hidden"
          />
          <Combobox.Trigger
            aria-label={t`Show the branches`}
            className="absolute right-0 inline-flex h-full w-8 items-center justify-center text-ink-3 hover:text-ink"
          >
            <ChevronsUpDown aria-hidden className="size-3.5" />
          </Combobox.Trigger>
        </Combobox.InputGroup>
      </div>
      <Combobox.Portal>
        <Combobox.Positioner align="start" sideOffset={4} className="z-60 outline-hidden">
          {/* It lies beside the dialog that it is of: a landmark, so that nothing of the page is outside of one. */}
          <Combobox.Popup
            role="region"
            aria-label={t`Branches`}
            className="w-[max(var(--anchor-width),16rem)] max-w-(--available-width) rounded-md border border-line-strong bg-surface shadow-pop outline-hidden"
          >
            <Combobox.Empty>
              <p className="px-3 py-2 text-sm text-ink-2 empty:hidden">
                {isFetchingNextPage || pages.isPending ? t`Looking…` : t`No branch of that name.`}
              </p>
            </Combobox.Empty>
            <Combobox.List className="max-h-[min(16rem,var(--available-height))] overflow-y-auto p-1 data-empty:p-0">
              {(name: string) => (
                <Combobox.Item
                  key={name}
                  value={name}
                  className="grid cursor-default grid-cols-[1rem_1fr_auto] items-center gap-1.5 rounded-sm py-1.5 pr-2 pl-1.5 text-sm outline-hidden data-highlighted:bg-accent-soft"
                >
                  <Combobox.ItemIndicator className="col-start-1">
                    <Check aria-hidden className="size-3.5 text-accent" />
                  </Combobox.ItemIndicator>
                  <span className="col-start-2 font-mono text-xs [overflow-wrap:anywhere]">
                    {name}
                  </span>
                  <span className="col-start-3 text-xs text-ink-3">{noteOf(name)}</span>
                </Combobox.Item>
              )}
            </Combobox.List>
          </Combobox.Popup>
        </Combobox.Positioner>
      </Combobox.Portal>
    </Combobox.Root>
  );
}
