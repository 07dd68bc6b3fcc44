import { t } from "@lingui/core/macro";
import { Link } from "@tanstack/react-router";
import { Columns3, Rows3, Table2 } from "lucide-react";
import { cn } from "../../lib/cn.ts";
import { overviewViewSchema, type OverviewView } from "./overview-search.ts";
import { viewWord } from "./words.ts";

const icons = { states: Columns3, repositories: Rows3, list: Table2 } as const;

/** The ways to look at the sessions, as links: each has an address. */
export function ViewChoice({ view, className }: { view: OverviewView; className?: string }) {
  return (
    <nav
      aria-label={t`View`}
      className={cn("flex rounded-md border border-line-strong bg-surface p-0.5", className)}
    >
      {overviewViewSchema.options.map((option) => {
        const Icon = icons[option];
        const word = viewWord(option);
        const isCurrent = option === view;
        return (
          <Link
            key={option}
            from="/"
            to="/"
            search={(before) => ({ ...before, view: option === "states" ? undefined : option })}
            resetScroll={false}
            aria-label={word}
            aria-current={isCurrent ? "true" : undefined}
            title={word}
            className={cn(
              "flex h-6.5 items-center gap-1.5 rounded-sm px-2 text-sm pointer-coarse:h-9",
              isCurrent ? "bg-accent-soft font-medium text-ink" : "text-ink-2 hover:bg-sunken",
            )}
          >
            <Icon aria-hidden className="size-4" />
            <span aria-hidden className="max-md:hidden">
              {word}
            </span>
          </Link>
        );
      })}
    </nav>
  );
}
