import { Trans } from "@lingui/react/macro";
import { Outlet, useLocation, useParams } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useRef } from "react";
import { ConnectionBanner } from "../features/connection/connection-banner.tsx";
import { NewSessionHost } from "../features/new-session/new-session-host.tsx";
import { remember } from "../features/palette/recents.ts";
import { useLiveSessions } from "../features/sessions/use-live-sessions.ts";
import { useCommandKeys } from "../features/shell/command-keys.ts";
import { OverlayHost } from "../features/shell/overlay-host.tsx";
import { PhoneBar } from "../features/shell/phone-bar.tsx";
import { Rail } from "../features/shell/rail.tsx";
import { useShellCommands } from "../features/shell/use-shell-commands.ts";
import { trpc } from "../lib/trpc.ts";
import { useMediaQuery } from "../lib/use-media-query.ts";
import { Announcer } from "../ui/announcer.tsx";

/** Nothing has been done yet that there could be a message about. */
const Toaster = lazy(() =>
  import("../ui/toaster.tsx").then((module) => ({ default: module.Toaster })),
);

/** From here there is room for the rail beside the page. */
const wide = "(min-width: 48rem)";

/** Whoever goes to another page with keys or hears the page begins at its content, not where the old one was left. */
function useFocusOnNewPage(): void {
  const pathname = useLocation({ select: (location) => location.pathname });
  const previous = useRef(pathname);
  useEffect(() => {
    if (previous.current === pathname) return;
    previous.current = pathname;
    document.querySelector<HTMLElement>("#main")?.focus({ preventScroll: true });
  }, [pathname]);
}

/** The palette begins with the sessions that were looked at last. */
function useRememberedSession(): void {
  const { sessionId } = useParams({ strict: false });
  const { data } = trpc.sessions.get.useQuery(
    { id: sessionId ?? "" },
    { enabled: sessionId !== undefined },
  );
  const name = data?.name;
  useEffect(() => {
    if (sessionId !== undefined && name !== undefined) {
      remember("sessions", { id: sessionId, name });
    }
  }, [sessionId, name]);
}

/** The frame around every page: where to go, how the connection is, what can be done everywhere; live changes flow from here. */
export function Frame() {
  const isWide = useMediaQuery(wide);
  useLiveSessions();
  useFocusOnNewPage();
  useRememberedSession();
  useShellCommands();
  useCommandKeys();

  return (
    <div className="group/frame flex h-dvh flex-col md:flex-row print:block print:h-auto">
      <a
        href="#main"
        className="sr-only z-50 rounded-md bg-accent px-3 py-2 text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        <Trans>Skip to content</Trans>
      </a>
      {isWide && <Rail />}
      <div className="relative flex min-h-0 min-w-0 flex-1 flex-col">
        <ConnectionBanner />
        <main id="main" tabIndex={-1} className="min-h-0 flex-1 overflow-y-auto outline-hidden">
          <Outlet />
        </main>
      </div>
      {!isWide && <PhoneBar />}
      <NewSessionHost />
      <OverlayHost />
      <Announcer />
      <Suspense>
        <Toaster />
      </Suspense>
    </div>
  );
}
