import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { Link, useLocation } from "@tanstack/react-router";
import { Search, Settings } from "lucide-react";
import { useEffect, useRef } from "react";
import { buttonClass } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { ThemeToggle } from "../../ui/theme-toggle.tsx";
import { ConnectionWord } from "../connection/connection-state.tsx";
import { ActiveSessions } from "./active-sessions.tsx";
import { showOverlay } from "./overlays.ts";

/** What has no room in the bar of a phone: the active sessions, the palette, the settings, the theme, the connection. */
export function MoreDialog({ onClose }: { onClose: () => void }) {
  useCloseOnNewPage(onClose);
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t`More`}>
      <div className="grid grid-cols-2 gap-2">
        <button type="button" className={buttonClass()} onClick={() => showOverlay("palette")}>
          <Search aria-hidden className="size-4" />
          <Trans>Search or run…</Trans>
        </button>
        <Link to="/settings" className={buttonClass()}>
          <Settings aria-hidden className="size-4" />
          <Trans>Settings</Trans>
        </Link>
      </div>
      <ActiveSessions />
      <div className="flex items-center justify-between border-t pt-2">
        <ConnectionWord />
        <ThemeToggle />
      </div>
    </Dialog>
  );
}

function useCloseOnNewPage(onClose: () => void): void {
  const href = useLocation({ select: ({ pathname }) => pathname });
  const first = useRef(href);
  useEffect(() => {
    if (href !== first.current) onClose();
  }, [href, onClose]);
}
