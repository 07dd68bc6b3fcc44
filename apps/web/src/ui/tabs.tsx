import { Tabs as Base } from "@base-ui/react/tabs";
import type { ReactNode } from "react";

/** Panels of which one is seen. Only the chosen one is in the page. */
export function Tabs<Value extends string>({
  value,
  onChange,
  items,
}: {
  value: Value;
  onChange: (value: Value) => void;
  items: readonly { value: Value; label: ReactNode; panel: ReactNode }[];
}) {
  return (
    <Base.Root
      value={value}
      onValueChange={(next: Value) => onChange(next)}
      className="flex min-h-0 flex-1 flex-col"
    >
      <Base.List className="flex gap-4 border-b px-4">
        {items.map((item) => (
          <Base.Tab
            key={item.value}
            value={item.value}
            className="-mb-px h-9 border-b-2 border-transparent text-sm font-medium text-ink-2 hover:text-ink data-active:border-accent data-active:text-ink"
          >
            {item.label}
          </Base.Tab>
        ))}
      </Base.List>
      {items.map((item) => (
        <Base.Panel
          key={item.value}
          value={item.value}
          className="flex min-h-0 flex-1 flex-col outline-hidden focus-visible:outline-2 focus-visible:-outline-offset-2"
        >
          {item.panel}
        </Base.Panel>
      ))}
    </Base.Root>
  );
}
