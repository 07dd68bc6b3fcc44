import { ChevronsUpDown } from "lucide-react";
import { cn } from "../lib/cn.ts";

/** Choose one of a list with the browser's own control: light, and at home on a phone. `label` is spoken. */
export function NativeSelect<Value extends string>({
  label,
  items,
  value,
  onChange,
  isSet = false,
  className,
}: {
  label: string;
  items: readonly { value: Value; label: string }[];
  value: Value;
  onChange: (value: Value) => void;
  /** Whether it says something else than it does at first. */
  isSet?: boolean;
  className?: string;
}) {
  return (
    <span className={cn("relative inline-flex min-w-0", className)}>
      <select
        aria-label={label}
        value={value}
        onChange={(event) => {
          const chosen = items.find((item) => item.value === event.target.value);
          if (chosen) onChange(chosen.value);
        }}
        className={cn(
          "h-8 w-full min-w-0 appearance-none truncate rounded-md border bg-surface pr-7 pl-2.5 text-sm hover:bg-sunken pointer-coarse:h-10",
          isSet ? "border-accent font-medium" : "border-line-strong",
        )}
      >
        {items.map((item) => (
          <option key={item.value} value={item.value}>
            {item.label}
          </option>
        ))}
      </select>
      <ChevronsUpDown
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-2 size-3.5 -translate-y-1/2 text-ink-3"
      />
    </span>
  );
}
