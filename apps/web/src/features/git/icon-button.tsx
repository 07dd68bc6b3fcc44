import type { LucideIcon } from "lucide-react";
import { cn } from "../../lib/cn.ts";

/** A small button that shows only a sign. Its label is spoken and shown on hovering; pressed or not, where it is a switch. */
export function IconButton({
  label,
  Icon,
  onClick,
  pressed,
  disabled = false,
  danger = false,
  keyShortcut,
  className,
}: {
  label: string;
  Icon: LucideIcon;
  onClick: () => void;
  pressed?: boolean;
  disabled?: boolean;
  danger?: boolean;
  keyShortcut?: string;
  className?: string;
}) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      aria-pressed={pressed}
      aria-keyshortcuts={keyShortcut}
      disabled={disabled}
      onClick={onClick}
      className={cn(
        "inline-flex size-7 shrink-0 items-center justify-center rounded-md text-ink-2 hover:not-disabled:bg-sunken hover:not-disabled:text-ink disabled:cursor-not-allowed disabled:opacity-50",
        pressed && "bg-accent-soft text-accent ring-1 ring-accent ring-inset",
        danger && "hover:not-disabled:bg-bad-soft hover:not-disabled:text-bad",
        className,
      )}
    >
      <Icon aria-hidden className="size-4" />
    </button>
  );
}
