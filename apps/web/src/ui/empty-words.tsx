import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

/** In the middle of a pane that has nothing to show: why, and what will be here. */
export function EmptyWords({
  Icon,
  title,
  children,
}: {
  Icon: LucideIcon;
  title: string;
  children: ReactNode;
}) {
  return (
    <div className="flex flex-1 flex-col items-center justify-center gap-1 p-8 text-center text-ink-2">
      <Icon aria-hidden className="size-6 text-ink-3" />
      <p className="font-medium text-ink">{title}</p>
      <p className="max-w-md text-sm text-pretty">{children}</p>
    </div>
  );
}
