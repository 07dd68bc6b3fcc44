import { Select as Base } from "@base-ui/react/select";
import { Check, ChevronsUpDown } from "lucide-react";
import { cn } from "../lib/cn.ts";
import type { ControlProps } from "./field.tsx";

export interface SelectItem<Value extends string> {
  value: Value;
  label: string;
}

/** Choose one of a list. `label` is spoken when no visible label belongs to it. */
export function Select<Value extends string>({
  items,
  value,
  onChange,
  placeholder,
  disabled,
  label,
  control,
  className,
}: {
  items: readonly SelectItem<Value>[];
  value: Value | null;
  onChange: (value: Value) => void;
  placeholder?: string;
  disabled?: boolean;
  label?: string;
  control?: Partial<ControlProps> & { id: string };
  className?: string;
}) {
  return (
    <Base.Root
      items={items}
      value={value}
      disabled={disabled}
      onValueChange={(next) => {
        if (next !== null) onChange(next);
      }}
    >
      <Base.Trigger
        aria-label={label}
        {...control}
        className={cn(
          "flex h-8 min-w-0 items-center justify-between gap-2 rounded-md border border-line-strong bg-surface pr-2 pl-2.5 text-left text-sm",
          "hover:not-data-disabled:bg-sunken data-disabled:cursor-not-allowed data-disabled:opacity-60 aria-invalid:border-bad",
          className,
        )}
      >
        <Base.Value className="truncate data-placeholder:text-ink-3" placeholder={placeholder} />
        <ChevronsUpDown aria-hidden className="size-3.5 shrink-0 text-ink-3" />
      </Base.Trigger>
      {/* Inside the main landmark, so that nothing of the page is outside of one. */}
      <Base.Portal container={document.querySelector<HTMLElement>("#main")}>
        <Base.Positioner
          align="start"
          sideOffset={4}
          alignItemWithTrigger={false}
          className="z-50 outline-hidden"
        >
          <Base.Popup className="min-w-(--anchor-width) max-w-[min(32rem,var(--available-width))] rounded-md border border-line-strong bg-surface shadow-pop outline-hidden">
            <Base.List className="max-h-[min(20rem,var(--available-height))] overflow-y-auto p-1">
              {items.map((item) => (
                <Base.Item
                  key={item.value}
                  value={item.value}
                  className="grid cursor-default grid-cols-[1rem_1fr] items-center gap-1.5 rounded-sm py-1.5 pr-3 pl-1.5 text-sm outline-hidden data-highlighted:bg-accent-soft"
                >
                  <Base.ItemIndicator className="col-start-1">
                    <Check aria-hidden className="size-3.5 text-accent" />
                  </Base.ItemIndicator>
                  <Base.ItemText className="col-start-2 [overflow-wrap:anywhere]">
                    {item.label}
                  </Base.ItemText>
                </Base.Item>
              ))}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
