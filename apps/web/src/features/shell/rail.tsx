import { i18n } from "@lingui/core";
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { PanelLeftClose, PanelLeftOpen, Plus, Search } from "lucide-react";
import { cn } from "../../lib/cn.ts";
import { buttonClass } from "../../ui/button.tsx";
import { strokeWords } from "../../ui/keys.tsx";
import { ThemeToggle } from "../../ui/theme-toggle.tsx";
import { ConnectionWord } from "../connection/connection-state.tsx";
import { NewSessionLink } from "../new-session/new-session-link.tsx";
import { ActiveSessions } from "./active-sessions.tsx";
import { Mark } from "./mark.tsx";
import { showOverlay } from "./overlays.ts";
import { places } from "./places.ts";
import { toggleRail, useIsRailNarrow } from "./rail-width.ts";

/** What the wide frame has at its left: the way to everything, and what needs somebody or runs. Narrow, it is icons with names. */
export function Rail() {
  const narrow = useIsRailNarrow();
  const words = narrow ? "sr-only" : "min-w-0 flex-1 truncate text-left";
  return (
    <header
      className={cn(
        "flex shrink-0 flex-col gap-3 overflow-x-hidden overflow-y-auto border-r bg-surface p-2 print:hidden",
        narrow ? "w-13" : "w-52",
      )}
    >
      <Link
        to="/"
        search={{}}
        className={cn(
          "flex h-8 items-center gap-2 rounded-md px-1 font-semibold",
          !narrow && "px-2",
        )}
      >
        <Mark />
        <span className={narrow ? "sr-only" : undefined}>Signalbox</span>
      </Link>
      <div className="flex flex-col gap-1.5">
        <NewSessionLink
          aria-keyshortcuts="n"
          className={cn(buttonClass({ variant: "primary" }), "px-2")}
        >
          <Plus aria-hidden className="size-4 shrink-0" />
          <span className={words}>
            <Trans>New session</Trans>
          </span>
          {!narrow && (
            <kbd aria-hidden className="font-mono text-xs">
              n
            </kbd>
          )}
        </NewSessionLink>
        <button
          type="button"
          aria-keyshortcuts="Control+K Meta+K"
          title={narrow ? t`Search or run…` : undefined}
          onClick={() => showOverlay("palette")}
          className={cn(buttonClass(), "px-2 font-normal text-ink-2")}
        >
          <Search aria-hidden className="size-4 shrink-0" />
          <span className={words}>
            <Trans>Search or run…</Trans>
          </span>
          {!narrow && (
            <kbd aria-hidden className="shrink-0 font-mono text-xs text-ink-3">
              {strokeWords("mod+k")}
            </kbd>
          )}
        </button>
      </div>
      <nav aria-label={t`Main`} className="flex flex-col gap-0.5">
        {places.map(({ to, label, Icon, keys }) => (
          <Link
            key={to}
            to={to}
            activeOptions={{ exact: to === "/", includeSearch: false }}
            aria-keyshortcuts={keys}
            title={narrow ? i18n._(label) : undefined}
            className="flex h-8 shrink-0 items-center gap-2 rounded-md px-2 text-sm font-medium text-ink-2 hover:bg-sunken hover:text-ink data-[status=active]:bg-sunken data-[status=active]:text-ink pointer-coarse:h-10"
          >
            <Icon aria-hidden className="size-4 shrink-0" />
            <span className={words}>{i18n._(label)}</span>
          </Link>
        ))}
      </nav>
      <ActiveSessions narrow={narrow} />
      <div
        className={cn(
          "mt-auto flex items-center gap-1 pt-1",
          narrow ? "flex-col" : "justify-between",
        )}
      >
        <ConnectionWord narrow={narrow} />
        <div className={cn("flex", narrow && "flex-col")}>
          <ThemeToggle />
          <button
            type="button"
            aria-keyshortcuts="Control+B Meta+B"
            aria-label={narrow ? t`Widen the side bar` : t`Narrow the side bar`}
            title={narrow ? t`Widen the side bar` : t`Narrow the side bar`}
            onClick={toggleRail}
            className={buttonClass({ variant: "ghost", size: "icon" })}
          >
            {narrow ? (
              <PanelLeftOpen aria-hidden className="size-4" />
            ) : (
              <PanelLeftClose aria-hidden className="size-4" />
            )}
          </button>
        </div>
      </div>
    </header>
  );
}
