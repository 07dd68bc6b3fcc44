import { Link, Outlet, useLocation, useNavigate } from "@tanstack/react-router";
import { Bot, FolderGit2, ListTree, Plus, Settings } from "lucide-react";
import { useEffect, useRef } from "react";
import { ConnectionBanner, ConnectionWord } from "../features/connection/connection-state.tsx";
import { NewSessionHost } from "../features/new-session/new-session-host.tsx";
import { NewSessionLink } from "../features/new-session/new-session-link.tsx";
import { useNewSession } from "../features/new-session/use-new-session.ts";
import { useLiveSessions } from "../features/sessions/use-live-sessions.ts";
import { useHotkeys } from "../lib/use-hotkeys.ts";
import { buttonClass } from "../ui/button.tsx";
import { Notice } from "../ui/notice.tsx";
import { Page } from "../ui/page.tsx";
import { ThemeToggle } from "../ui/theme-toggle.tsx";
import { Toaster } from "../ui/toaster.tsx";

const places = [
  { to: "/", label: "Overview", Icon: ListTree },
  { to: "/repositories", label: "Repositories", Icon: FolderGit2 },
  { to: "/agents", label: "Agents", Icon: Bot },
  { to: "/settings", label: "Settings", Icon: Settings },
] as const;

function focusSearch(): void {
  document.querySelector<HTMLInputElement>("input[type=search]")?.focus();
}

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

/** The frame around every page: where to go, how the connection is, the theme; live changes flow from here. */
export function Frame() {
  const navigate = useNavigate();
  const newSession = useNewSession();
  useLiveSessions();
  useFocusOnNewPage();
  useHotkeys({
    n: () => newSession.open(),
    "g s": () => void navigate({ to: "/" }),
    "g r": () => void navigate({ to: "/repositories" }),
    "g a": () => void navigate({ to: "/agents" }),
    "g ,": () => void navigate({ to: "/settings" }),
    "/": focusSearch,
  });

  return (
    <div className="flex h-dvh flex-col md:flex-row">
      <a
        href="#main"
        className="sr-only z-50 rounded-md bg-accent px-3 py-2 text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to content
      </a>
      <header className="flex shrink-0 items-center gap-1 border-b bg-surface px-3 py-2 md:w-52 md:flex-col md:items-stretch md:gap-4 md:border-r md:border-b-0 md:p-3">
        <Link to="/" className="flex items-center gap-2 rounded-sm font-semibold md:px-2 md:pt-1">
          <Mark />
          <span className="max-md:sr-only">Signalbox</span>
        </Link>
        <nav aria-label="Main" className="flex gap-1 md:flex-col">
          {places.map(({ to, label, Icon }) => (
            <Link
              key={to}
              to={to}
              activeOptions={{ exact: to === "/", includeSearch: false }}
              className="flex h-8 items-center gap-2 rounded-md px-2 text-sm font-medium text-ink-2 hover:bg-sunken hover:text-ink data-[status=active]:bg-sunken data-[status=active]:text-ink"
            >
              <Icon aria-hidden className="hidden size-4 md:block" />
              {label}
            </Link>
          ))}
        </nav>
        <NewSessionLink
          aria-keyshortcuts="n"
          className={`${buttonClass({ variant: "primary" })} max-md:order-last max-md:w-8 max-md:px-0`}
        >
          <Plus aria-hidden className="size-4" />
          <span className="max-md:sr-only">New session</span>
          <kbd aria-hidden className="ml-auto font-mono text-xs max-md:hidden">
            n
          </kbd>
        </NewSessionLink>
        <div className="ml-auto flex items-center gap-1 md:mt-auto md:ml-0 md:justify-between md:px-2">
          <ConnectionWord />
          <ThemeToggle />
        </div>
      </header>
      <div className="flex min-h-0 min-w-0 flex-1 flex-col">
        <ConnectionBanner />
        <main id="main" tabIndex={-1} className="min-h-0 flex-1 overflow-y-auto outline-hidden">
          <Outlet />
        </main>
      </div>
      <NewSessionHost />
      <Toaster />
    </div>
  );
}

function Mark() {
  return (
    <svg viewBox="0 0 32 32" aria-hidden className="size-6 shrink-0">
      <rect width="32" height="32" rx="6" fill="var(--accent)" />
      <path
        d="M11 27V5h2.5v22zM13.5 7h12l-3.5 4 3.5 4h-12zM7 25.750h10.500v2.500H7z"
        fill="var(--on-accent)"
      />
    </svg>
  );
}

/** An address that leads nowhere. */
export function NotFoundPage() {
  return (
    <Page title="Nothing here">
      <p className="text-ink-2">This address leads to no page of Signalbox.</p>
      <p>
        <Link to="/" className="font-medium text-accent underline">
          To the overview
        </Link>
      </p>
    </Page>
  );
}

/** A defect in the page itself. */
export function CrashPage({ error }: { error: unknown }) {
  return (
    <Page title="This page broke">
      <Notice level="error" alert>
        <p className="font-medium">{error instanceof Error ? error.message : String(error)}</p>
        <p className="text-ink-2">
          That is a defect in the page; runs are not touched by it. Loading the page again usually
          helps.
        </p>
      </Notice>
      <p>
        <button
          type="button"
          className={buttonClass()}
          onClick={() => globalThis.location.reload()}
        >
          Load again
        </button>
      </p>
    </Page>
  );
}
