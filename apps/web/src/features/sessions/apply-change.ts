import type { RouterInputs, RouterOutputs } from "@signalbox/api/router";
import { stateOfSession, type SessionChange, type SessionSort } from "@signalbox/shared";
import type { InfiniteData } from "@tanstack/react-query";

type ListInput = Extract<RouterInputs["sessions"]["list"], object>;
type Filters = Omit<ListInput, "cursor" | "limit">;
type SessionPage = RouterOutputs["sessions"]["list"];
type SessionItem = SessionPage["items"][number];
export type SessionPages = InfiniteData<SessionPage, string | null>;

/**
 * A loaded list of sessions after one change. A session that is in the list is replaced where it is, or leaves it when it no longer
 * fits the filters; one that fits and was not there comes where the order of the list has it. Gives the same object when nothing
 * changes. Which sessions a search finds only the server knows: a searched list gains none.
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
  return filters.search ? pages : insert(pages, session, filters.sort ?? "newest");
}

function fits(session: SessionItem, filters: Filters): boolean {
  const { status, state, repositoryId, orchestrator, agent } = filters;
  return (
    (status === undefined || session.status === status) &&
    (state === undefined || stateOfSession(session) === state) &&
    (repositoryId === undefined || session.repositoryId === repositoryId) &&
    (orchestrator === undefined || session.orchestrator === orchestrator) &&
    (agent === undefined || session.agent === agent)
  );
}

const comesBefore: Record<SessionSort, (one: SessionItem, other: SessionItem) => boolean> = {
  newest: (one, other) => one.createdAt >= other.createdAt,
  changed: (one, other) => one.updatedAt >= other.updatedAt,
  name: (one, other) => one.name.toLowerCase() <= other.name.toLowerCase(),
};

/** One that comes after all that is loaded comes with its own page later. */
function insert(pages: SessionPages, session: SessionItem, sort: SessionSort): SessionPages {
  let done = false;
  const next = mapItems(pages, (items, isLastPage) => {
    if (done) return items;
    const index = items.findIndex((item) => comesBefore[sort](session, item));
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
