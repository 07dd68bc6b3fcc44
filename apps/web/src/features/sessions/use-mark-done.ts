import { t } from "@lingui/core/macro";
import {
  stateOfSession,
  type SessionCounts,
  type SessionState,
  type SessionWithRun,
} from "@signalbox/shared";
import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { getQueryKey } from "@trpc/react-query";
import { useMemo } from "react";
import { problemOf } from "../../lib/errors.ts";
import { client, trpc } from "../../lib/trpc.ts";
import { toastProblem, toastUndo } from "../../ui/toasts.ts";
import { patchSessionLists } from "./patch-sessions.ts";

/** Say that the person is done with a session, or take that back. */
export type MarkDone = (session: SessionWithRun, done: boolean) => void;

/**
 * It is seen at once, told in a message with the way back, and undone when the server refuses it; also when the page was left
 * meanwhile. Nothing happens to a session whose run goes on.
 */
export function useMarkDone(): MarkDone {
  const queryClient = useQueryClient();
  const utils = trpc.useUtils();
  return useMemo(() => {
    const show = (before: SessionWithRun, after: SessionWithRun) => {
      patchSessionLists(queryClient, [{ kind: "changed", session: after }]);
      utils.sessions.get.setData({ id: after.id }, after);
      patchCounts(queryClient, after.repositoryId, stateOfSession(before), stateOfSession(after));
    };
    const mark: MarkDone = (session, done) => {
      if (session.status === "running" || session.status === "queued") return;
      const now = new Date().toISOString();
      const changed = { ...session, doneAt: done ? now : null, updatedAt: now };
      show(session, changed);
      const { name } = session;
      const messageId = `done ${session.id}`;
      const message = done ? t`“${name}” is done` : t`“${name}” needs you again`;
      void toastUndo(message, () => mark(changed, !done), messageId);
      client.sessions.update.mutate({ id: session.id, done }).catch((error: unknown) => {
        show(changed, session);
        void toastProblem(problemOf(error).message, { id: messageId });
      });
    };
    return mark;
  }, [queryClient, utils]);
}

/** One session of a repository goes from one state to another in all counts that are shown. */
function patchCounts(
  queryClient: QueryClient,
  repositoryId: string,
  from: SessionState,
  to: SessionState,
): void {
  const moved = (states: SessionCounts["states"]) => ({
    ...states,
    [from]: Math.max(0, states[from] - 1),
    [to]: states[to] + 1,
  });
  queryClient.setQueriesData<SessionCounts>(
    { queryKey: getQueryKey(trpc.sessions.counts) },
    (counts) =>
      counts && {
        states: moved(counts.states),
        repositories: counts.repositories.map((repository) =>
          repository.id === repositoryId
            ? { ...repository, states: moved(repository.states) }
            : repository,
        ),
      },
  );
}
