import { sessionListInputSchema, type SessionChange } from "@signalbox/shared";
import { notifyManager, type QueryClient } from "@tanstack/react-query";
import { getQueryKey } from "@trpc/react-query";
import { z } from "zod";
import { trpc } from "../../lib/trpc.ts";
import { applySessionChange, type SessionPages } from "./apply-change.ts";

/** The key that tRPC gives a paged list: its path, then its filters. */
const listKeySchema = z.tuple([
  z.unknown(),
  z.object({ type: z.literal("infinite"), input: sessionListInputSchema.partial().optional() }),
]);

/** Bring every loaded list of sessions to what these changes say, in their order; each list is drawn once for all of them. */
export function patchSessionLists(
  queryClient: QueryClient,
  changes: readonly SessionChange[],
): void {
  const lists = queryClient.getQueryCache().findAll({ queryKey: getQueryKey(trpc.sessions.list) });
  // Together, so that a session that goes from one list to another is never in neither.
  notifyManager.batch(() => {
    for (const { queryKey } of lists) {
      const key = listKeySchema.safeParse(queryKey);
      if (!key.success) continue;
      const filters = key.data[1].input ?? {};
      queryClient.setQueryData<SessionPages>(queryKey, (pages) =>
        pages
          ? changes.reduce((now, change) => applySessionChange(now, filters, change), pages)
          : pages,
      );
    }
  });
}
