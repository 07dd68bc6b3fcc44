import { useId, type ReactNode } from "react";
import { FieldError } from "./field.tsx";

/** Choose one of a few short words that stand beside each other. The browser's own radio buttons. */
export function Segments<Value extends string>({
  legend,
  description,
  error,
  items,
  value,
  onChange,
}: {
  legend: string;
  description?: ReactNode;
  error?: string | null;
  items: readonly { value: Value; label: string }[];
  value: Value;
  onChange: (value: Value) => void;
}) {
  const id = useId();
  return (
    <fieldset
      aria-describedby={error ? `${id}-error` : undefined}
      className="flex min-w-0 flex-col gap-1"
    >
      <legend className="mb-1 text-sm font-medium">{legend}</legend>
      {description && <p className="text-xs text-ink-3">{description}</p>}
      <div className="flex flex-wrap gap-1">
        {items.map((item) => (
          <label
            key={item.value}
            className="relative flex h-8 items-center rounded-md border border-line-strong bg-surface px-2.5 text-sm select-none hover:not-has-checked:bg-sunken has-checked:border-accent has-checked:bg-accent-soft has-checked:font-medium has-checked:ring-1 has-checked:ring-accent has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name={id}
              value={item.value}
              checked={item.value === value}
              aria-invalid={error ? true : undefined}
              onChange={() => onChange(item.value)}
              className="absolute inset-0 cursor-pointer opacity-0"
            />
            {item.label}
          </label>
        ))}
      </div>
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
    </fieldset>
  );
}
