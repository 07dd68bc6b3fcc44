import { trpc } from "../../lib/trpc.ts";
import type { ChoicesKnown } from "./session-draft.ts";

/** What a new session can be made of: on this host, and by this person's settings. */
export function useKnown() {
  const orchestrators = trpc.orchestrators.list.useQuery();
  const agents = trpc.agents.list.useQuery();
  const settings = trpc.settings.get.useQuery();
  const failed = [orchestrators, agents, settings].find((query) => query.isLoadingError);
  const known: (ChoicesKnown & { settings: NonNullable<typeof settings.data> }) | null =
    orchestrators.data && agents.data && settings.data
      ? { orchestrators: orchestrators.data, agents: agents.data, settings: settings.data }
      : null;
  return { known, failed };
}

/**
 * The repository that the window shows: the one that was named, in the address or the draft, else the one that was used last, else the only one. `isNone` when there
 * is none at all; `isGone` when the one that was named is not there.
 */
export function useChosenRepository(id: string | null) {
  const named = trpc.repositories.get.useQuery({ id: id ?? "" }, { enabled: id !== null });
  const list = trpc.repositories.list.useQuery({ sort: "used", limit: 2 });
  const [first, second] = list.data?.items ?? [];
  const usual = first && (first.lastUsedAt !== null || !second) ? first : null;
  return {
    repository: id === null ? usual : (named.data ?? null),
    isNone: list.data?.items.length === 0,
    isGone: id !== null && named.isError,
    failed: list.isLoadingError ? list : undefined,
  };
}
