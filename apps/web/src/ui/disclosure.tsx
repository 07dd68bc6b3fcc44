import { ChevronRight } from "lucide-react";
import { useId, type ReactNode } from "react";
import { cn } from "../lib/cn.ts";

/** A heading line that opens and closes what is below it. The caller keeps whether it is open. */
export function Disclosure({
  open,
  onToggle,
  summary,
  children,
  className,
  summaryClassName,
}: {
  open: boolean;
  onToggle: (open: boolean) => void;
  summary: ReactNode;
  children: ReactNode;
  className?: string;
  summaryClassName?: string;
}) {
  const id = useId();
  return (
    <div className={className}>
      <button
        type="button"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => onToggle(!open)}
        className={cn(
          "flex w-full min-w-0 items-center gap-1.5 rounded-sm text-left text-sm hover:bg-sunken",
          summaryClassName,
        )}
      >
        <ChevronRight
          aria-hidden
          className={cn("size-3.5 shrink-0 text-ink-3 transition-transform", open && "rotate-90")}
        />
        {summary}
      </button>
      {open && <div id={id}>{children}</div>}
    </div>
  );
}
