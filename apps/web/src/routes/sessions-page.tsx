import { Trans } from "@lingui/react/macro";
import type { SessionStatus } from "@signalbox/shared";
import { getRouteApi } from "@tanstack/react-router";
import { useCallback } from "react";
import { NewSessionLink } from "../features/new-session/new-session-link.tsx";
import { FirstRun } from "../features/repositories/first-run.tsx";
import { SessionFilters } from "../features/sessions/session-filters.tsx";
import { SessionList } from "../features/sessions/session-list.tsx";
import { trpc } from "../lib/trpc.ts";
import { buttonClass } from "../ui/button.tsx";
import { Page } from "../ui/page.tsx";

const route = getRouteApi("/");

/** The sessions, live; before the first repository, the way to begin. */
export function SessionsPage() {
  const { q = "", status } = route.useSearch();
  const navigate = route.useNavigate();
  const repositories = trpc.repositories.list.useQuery({ limit: 1 });
  const onChange = useCallback(
    (filters: { search: string; status: SessionStatus | undefined }) =>
      void navigate({
        search: { q: filters.search || undefined, status: filters.status },
        replace: true,
      }),
    [navigate],
  );
  // Old sessions outlive their repository: they still make a list worth seeing.
  const hasNoRepository = repositories.data?.items.length === 0;

  return (
    <Page title="Sessions">
      {!hasNoRepository && <SessionFilters search={q} status={status} onChange={onChange} />}
      <SessionList
        search={q}
        status={status}
        empty={hasNoRepository ? <FirstRun /> : repositories.isPending ? null : <NoSession />}
      />
    </Page>
  );
}

function NoSession() {
  return (
    <div className="flex flex-col items-center gap-3 rounded-md border bg-surface px-4 py-12 text-center">
      <h2 className="text-lg font-semibold">
        <Trans>No session yet</Trans>
      </h2>
      <p className="max-w-md text-ink-2">
        A session is one line of work on one repository: an orchestrator, an agent, a branch of its
        own.
      </p>
      <NewSessionLink className={buttonClass({ variant: "primary" })}>New session</NewSessionLink>
    </div>
  );
}
