import { Button as BaseButton } from "@base-ui/react/button";
import type { ComponentProps } from "react";
import { cn } from "../lib/cn.ts";

const variants = {
  primary:
    "border-accent bg-accent text-on-accent hover:bg-accent-strong hover:border-accent-strong",
  secondary: "border-line-strong bg-surface text-ink hover:bg-sunken",
  ghost: "border-transparent bg-transparent text-ink-2 hover:bg-sunken hover:text-ink",
  danger: "border-line-strong bg-surface text-bad hover:bg-bad-soft hover:border-bad",
} as const;

const sizes = {
  sm: "h-7 px-2 text-xs gap-1",
  md: "h-8 px-3 text-sm gap-1.5",
  icon: "size-8 justify-center",
} as const;

export interface ButtonLook {
  variant?: keyof typeof variants;
  size?: keyof typeof sizes;
}

/** The classes of a button, for links that look like one. */
export function buttonClass({ variant = "secondary", size = "md" }: ButtonLook = {}): string {
  return cn(
    "inline-flex shrink-0 items-center justify-center rounded-md border font-medium whitespace-nowrap select-none",
    "disabled:cursor-not-allowed disabled:opacity-60 data-disabled:cursor-not-allowed data-disabled:opacity-60",
    variants[variant],
    sizes[size],
  );
}

/**
 * A button; with `pending` it shows by its word that its work goes on, and cannot be pressed again: not by the second press of a
 * double click either, which comes before anything is drawn.
 */
export function Button({
  variant,
  size,
  pending,
  className,
  disabled,
  onClick,
  ...props
}: Omit<ComponentProps<typeof BaseButton>, "className"> &
  ButtonLook & { pending?: boolean; className?: string }) {
  return (
    <BaseButton
      type="button"
      aria-busy={pending || undefined}
      disabled={disabled || pending}
      focusableWhenDisabled={pending}
      className={cn(buttonClass({ variant, size }), className)}
      onClick={(event) => {
        if (pending !== undefined && event.detail > 1) event.preventDefault();
        else onClick?.(event);
      }}
      {...props}
    />
  );
}
