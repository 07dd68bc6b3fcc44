import { getQueryKey } from "@trpc/react-query";
import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { z } from "zod";
import { sessionListInputSchema, type SessionChange } from "@signalbox/shared";
import { keepSubscribed } from "../../lib/subscribe.ts";
import { client, trpc } from "../../lib/trpc.ts";
import { applySessionChange, type SessionPages } from "./apply-change.ts";

/** The key that tRPC gives a paged list: its path, then its filters. */
const listKeySchema = z.tuple([
  z.unknown(),
  z.object({ type: z.literal("infinite"), input: sessionListInputSchema.partial().optional() }),
]);

/** Keep every shown list, session and run as the server has it, while the frame is there. */
export function useLiveSessions(): void {
  const queryClient = useQueryClient();
  const utils = trpc.useUtils();
  useEffect(() => {
    const onData = (change: SessionChange) => {
      patchLists(queryClient, change);
      if (change.kind === "deleted") {
        void utils.sessions.get.invalidate({ id: change.sessionId });
        return;
      }
      const { session } = change;
      utils.sessions.get.setData({ id: session.id }, session);
      const run = session.latestRun;
      if (!run) return;
      utils.runs.list.setData({ sessionId: session.id }, (page) => {
        if (!page) return page;
        const isListed = page.items.some((item) => item.id === run.id);
        const items = isListed
          ? page.items.map((item) => (item.id === run.id ? run : item))
          : [run, ...page.items];
        return { ...page, items };
      });
    };
    let isFirst = true;
    return keepSubscribed({
      start: (handlers) =>
        client.sessions.onChange.subscribe(undefined, {
          ...handlers,
          onData,
          onStarted: () => {
            // What happened while there was no subscription was not told: ask again for what is shown.
            void (isFirst ? utils.sessions.invalidate() : utils.invalidate());
            isFirst = false;
          },
        }),
      isDone: () => false,
    });
  }, [queryClient, utils]);
}

function patchLists(queryClient: QueryClient, change: SessionChange): void {
  const lists = queryClient.getQueryCache().findAll({ queryKey: getQueryKey(trpc.sessions.list) });
  for (const { queryKey } of lists) {
    const key = listKeySchema.safeParse(queryKey);
    if (!key.success) continue;
    const filters = key.data[1].input ?? {};
    queryClient.setQueryData<SessionPages>(queryKey, (pages) =>
      pages ? applySessionChange(pages, filters, change) : pages,
    );
  }
}
