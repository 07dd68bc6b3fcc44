import type { RouterInputs, RouterOutputs } from "@signalbox/api/router";
import type { SessionChange } from "@signalbox/shared";
import type { InfiniteData } from "@tanstack/react-query";

type ListInput = Extract<RouterInputs["sessions"]["list"], object>;
type Filters = Omit<ListInput, "cursor" | "limit">;
type SessionPage = RouterOutputs["sessions"]["list"];
type SessionItem = SessionPage["items"][number];
export type SessionPages = InfiniteData<SessionPage, string | null>;

/**
 * A loaded list of sessions after one change. A session that is in the list is replaced, or leaves it when it no
 * longer fits the filters; a new one that fits comes first. Gives the same object when nothing changes.
 * Which sessions a search finds only the server knows: a searched list gains none.
 */
export function applySessionChange(
  pages: SessionPages,
  filters: Filters,
  change: SessionChange,
): SessionPages {
  const id = change.kind === "changed" ? change.session.id : change.sessionId;
  const isLoaded = pages.pages.some((page) => page.items.some((item) => item.id === id));
  if (change.kind === "deleted" || !fits(change.session, filters)) {
    return isLoaded ? mapItems(pages, (items) => items.filter((item) => item.id !== id)) : pages;
  }
  const { session } = change;
  if (isLoaded) {
    return mapItems(pages, (items) => items.map((item) => (item.id === id ? session : item)));
  }
  return filters.search ? pages : insert(pages, session);
}

function fits(session: SessionItem, filters: Filters): boolean {
  return (
    (filters.status === undefined || session.status === filters.status) &&
    (filters.repositoryId === undefined || session.repositoryId === filters.repositoryId) &&
    (filters.orchestrator === undefined || session.orchestrator === filters.orchestrator)
  );
}

/** Newest first; one that is older than all that is loaded comes with its own page later. */
function insert(pages: SessionPages, session: SessionItem): SessionPages {
  let done = false;
  const next = mapItems(pages, (items, isLastPage) => {
    if (done) return items;
    const index = items.findIndex((item) => item.createdAt <= session.createdAt);
    if (index === -1 && !isLastPage) return items;
    done = true;
    return index === -1 ? [...items, session] : items.toSpliced(index, 0, session);
  });
  return done ? next : pages;
}

function mapItems(
  data: SessionPages,
  map: (items: SessionItem[], isLastPage: boolean) => SessionItem[],
): SessionPages {
  return {
    ...data,
    pages: data.pages.map((page) => ({
      ...page,
      items: map(page.items, page.nextCursor === null),
    })),
  };
}
