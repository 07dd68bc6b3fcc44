import { getRouteApi } from "@tanstack/react-router";
import { useCallback } from "react";
import type { OverviewSearch } from "./overview-search.ts";

const route = getRouteApi("/");

/**
 * What the address of the overview says, and the way to say something else. What is typed replaces the entry of the browser's history,
 * as `isTyping` tells; every choice is one of its own, so that going back takes it back.
 */
export function useOverview() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const set = useCallback(
    (changes: Partial<OverviewSearch>, isTyping = false) =>
      void navigate({
        search: (before) => ({ ...before, ...changes }),
        replace: isTyping,
        resetScroll: false,
      }),
    [navigate],
  );
  return { search, set };
}
export type SetOverview = ReturnType<typeof useOverview>["set"];
