import type { SessionSort, SessionState, SessionStatus } from "@signalbox/shared";
import { keepPreviousData } from "@tanstack/react-query";
import { useEffect } from "react";
import { trpc } from "../../lib/trpc.ts";
import { filtersOf, type OverviewFilters, type OverviewSearch } from "./overview-search.ts";

export interface PagesWish extends OverviewFilters {
  state?: SessionState;
  status?: SessionStatus;
  sort: SessionSort;
  limit: number;
}

/** The order of a part of the board, unless one is chosen: what was last begun, or what last came to want something. */
function defaultSort(state: SessionState): SessionSort {
  return state === "running" || state === "queued" ? "newest" : "changed";
}

/** Sessions page by page, as they are now. When all that is loaded has gone elsewhere, the next page comes by itself. */
export function useSessionPages(wish: PagesWish) {
  const list = trpc.sessions.list.useInfiniteQuery(wish, {
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
  const sessions = list.data?.pages.flatMap((page) => page.items) ?? [];
  const { hasNextPage, isFetching, fetchNextPage } = list;
  const isDry = sessions.length === 0 && hasNextPage && !isFetching;
  useEffect(() => {
    if (isDry) void fetchNextPage();
  }, [isDry, fetchNextPage]);
  return { list, sessions };
}

/** The sessions of one state that the address leaves, `limit` at a time. */
export function useStatePages(state: SessionState, search: OverviewSearch, limit: number) {
  const { status, sort = defaultSort(state) } = search;
  return useSessionPages({ ...filtersOf(search), state, status, sort, limit });
}
