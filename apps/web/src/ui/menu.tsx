import { Menu as Base } from "@base-ui/react/menu";
import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "../lib/cn.ts";
import { buttonClass } from "./button.tsx";

export interface MenuItem {
  label: string;
  Icon: LucideIcon;
  onSelect: () => void;
  /** It takes something away; stands apart at the end. */
  isDanger?: boolean;
  /** It stands there, and cannot be done now. */
  isDisabled?: boolean;
}

/** A button that opens a list of things to do. `label` is spoken and says what they are done to. */
export function Menu({
  label,
  children,
  items,
}: {
  label: string;
  children: ReactNode;
  items: readonly MenuItem[];
}) {
  return (
    <Base.Root>
      <Base.Trigger
        aria-label={label}
        title={label}
        className={cn(buttonClass({ variant: "ghost", size: "icon" }), "size-7")}
      >
        {children}
      </Base.Trigger>
      {/* Inside the main landmark, so that nothing of the page is outside of one. */}
      <Base.Portal container={document.querySelector<HTMLElement>("#main")}>
        <Base.Positioner align="end" sideOffset={4} className="z-50 outline-hidden">
          <Base.Popup className="min-w-44 rounded-md border border-line-strong bg-surface p-1 shadow-pop outline-hidden">
            {items.map(({ label: words, Icon, onSelect, isDanger = false, isDisabled = false }) => (
              <Base.Item
                key={words}
                disabled={isDisabled}
                onClick={onSelect}
                className={cn(
                  "flex cursor-default items-center gap-2 rounded-sm py-1.5 pr-3 pl-2 text-sm outline-hidden data-disabled:opacity-60 data-highlighted:bg-accent-soft",
                  isDanger && "text-bad",
                )}
              >
                <Icon aria-hidden className="size-4 shrink-0" />
                {words}
              </Base.Item>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
