import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { stateOfSession } from "@signalbox/shared";
import { Link, useNavigate } from "@tanstack/react-router";
import { StatusShape, statusWord } from "../../ui/status-signal.tsx";
import { stateWord } from "../../ui/state-signal.tsx";
import { useCommands } from "./commands.ts";
import { useActiveSessions } from "./use-active-sessions.ts";

/** The sessions that need the person or run, each by its number: `g 1` goes to the first. Narrow, it shows their signals. */
export function ActiveSessions({ narrow = false }: { narrow?: boolean }) {
  const navigate = useNavigate();
  const { sessions, isPending, total } = useActiveSessions();
  useCommands([
    {
      id: "go.active",
      label: t`Go to an active session, by its number`,
      section: "go",
      keys: sessions.map((_, index) => `g ${index + 1}`),
      keysOnly: true,
      when: sessions.length > 0,
      run: (keys = "") => {
        const session = sessions[Number(keys.slice("g ".length)) - 1];
        if (session) {
          void navigate({ to: "/sessions/$sessionId", params: { sessionId: session.id } });
        }
      },
    },
  ]);
  return (
    <nav aria-label={t`Active`} className="flex min-h-0 flex-col gap-0.5">
      <p
        className={
          narrow ? "sr-only" : "flex justify-between px-2 pb-0.5 text-xs font-medium text-ink-3"
        }
      >
        <Trans>Active</Trans>
        {total !== null && total > sessions.length && (
          <Link to="/" search={{}} className="rounded-sm font-normal hover:text-ink">
            <Trans>all {total}</Trans>
          </Link>
        )}
      </p>
      {sessions.length === 0 && !isPending && !narrow && (
        <p className="px-2 text-xs text-ink-3">
          <Trans>Nothing runs, and nothing needs you.</Trans>
        </p>
      )}
      <ol className="flex min-h-0 flex-col gap-0.5 overflow-y-auto">
        {sessions.map((session, index) => {
          const word =
            stateOfSession(session) === "needs_you"
              ? `${stateWord("needs_you")}: ${statusWord(session.status)}`
              : statusWord(session.status);
          return (
            <li key={session.id}>
              <Link
                to="/sessions/$sessionId"
                params={{ sessionId: session.id }}
                activeOptions={{ includeSearch: false }}
                title={`${session.name}\n${session.repositoryName} · ${word}`}
                aria-keyshortcuts={`g ${index + 1}`}
                className="group flex h-7 items-center gap-2 rounded-md px-2 text-sm text-ink-2 hover:bg-sunken hover:text-ink data-[status=active]:bg-sunken data-[status=active]:text-ink pointer-coarse:h-10"
              >
                <StatusShape status={session.status} />
                <span className="sr-only">{word}: </span>
                <span className={narrow ? "sr-only" : "min-w-0 flex-1 truncate"}>
                  {session.name}
                </span>
                {!narrow && (
                  <kbd aria-hidden className="font-mono text-xs text-ink-3 pointer-coarse:hidden">
                    g {index + 1}
                  </kbd>
                )}
              </Link>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
