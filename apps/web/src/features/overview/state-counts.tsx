import { t } from "@lingui/core/macro";
import { sessionStateSchema, type SessionCounts, type SessionState } from "@signalbox/shared";
import { Link } from "@tanstack/react-router";
import { cn } from "../../lib/cn.ts";
import { StateSignal, stateWord } from "../../ui/state-signal.tsx";

/** How many sessions stand in each state; each leads to them alone, and back to all. */
export function StateCounts({
  counts,
  current,
  className,
}: {
  /** Undefined until they are known. */
  counts: SessionCounts["states"] | undefined;
  current: SessionState | undefined;
  className?: string;
}) {
  return (
    <nav aria-label={t`States`} className={className}>
      <ul className="grid h-full grid-cols-4 divide-x overflow-hidden rounded-md border bg-surface">
        {sessionStateSchema.options.map((state) => {
          const isCurrent = state === current;
          const count = counts?.[state];
          return (
            <li key={state} className="min-w-0">
              <Link
                from="/"
                to="/"
                search={(before) => ({ ...before, state: isCurrent ? undefined : state })}
                resetScroll={false}
                aria-current={isCurrent ? "true" : undefined}
                title={isCurrent ? t`Show all states` : t`Show only: ${stateWord(state)}`}
                className={cn(
                  "flex h-full flex-col justify-center gap-0.5 px-1.5 py-2.5 hover:bg-sunken focus-visible:-outline-offset-2 sm:px-4",
                  isCurrent && "bg-accent-soft shadow-[inset_0_-2px_0_var(--accent)]",
                )}
              >
                <span
                  className={cn(
                    "text-xl font-semibold",
                    count === 0 && "font-normal text-ink-3",
                    state === "needs_you" && count && "text-warn",
                  )}
                >
                  {count ?? <span className="text-ink-3">–</span>}
                </span>
                <StateSignal state={state} className="min-w-0 gap-1 text-xs sm:text-sm" />
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
