import { useLocation } from "@tanstack/react-router";
import { useEffect, useRef, type ReactNode } from "react";

/** A part of a section, with its heading and what it is for. The address leads to it by its id, and then it has the focus. */
export function SettingsPart({
  id,
  title,
  description,
  actions,
  children,
}: {
  id: string;
  title: string;
  description?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}) {
  const element = useRef<HTMLElement>(null);
  const isWanted = useLocation({ select: ({ hash }) => hash === id });
  // Each time that it is gone to: also when the address says so already.
  const visit = useLocation({ select: ({ state }) => state.key });
  useEffect(() => {
    if (!isWanted) return;
    element.current?.scrollIntoView({ block: "start" });
    element.current?.focus({ preventScroll: true });
  }, [isWanted, visit]);
  return (
    <section
      ref={element}
      aria-labelledby={`${id}-title`}
      tabIndex={-1}
      className="flex min-w-0 scroll-mt-4 flex-col gap-3 border-b pb-6 last:border-b-0"
    >
      <div className="flex flex-wrap items-end justify-between gap-x-4 gap-y-2">
        <div className="flex max-w-2xl min-w-0 flex-col gap-0.5">
          <h3 id={`${id}-title`} className="text-base font-semibold">
            {title}
          </h3>
          {description && <p className="text-sm text-pretty text-ink-2">{description}</p>}
        </div>
        {actions}
      </div>
      {children}
    </section>
  );
}
