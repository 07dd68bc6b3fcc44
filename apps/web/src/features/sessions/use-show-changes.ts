import { useNavigate } from "@tanstack/react-router";
import { useCallback } from "react";
import { client } from "../../lib/trpc.ts";

/** Gives the function that puts the changes in view: of one commit against the one before it, else of the whole session. */
export function useShowChanges(sessionId: string): (commit?: string) => void {
  const navigate = useNavigate();
  return useCallback(
    (commit) => {
      const show = (from: string | undefined) =>
        void navigate({
          to: ".",
          search: (before) => ({ ...before, view: "changes" as const, from, to: from && commit }),
        });
      if (commit === undefined) {
        show(undefined);
        return;
      }
      // What a commit changed is told against its parent.
      client.git.log.query({ sessionId, limit: logLimit }).then(
        ({ items }) => show(items.find((item) => item.commit === commit)?.parents[0]),
        () => show(undefined),
      );
    },
    [navigate, sessionId],
  );
}

/** Older checkpoints than these are shown with all that came after the base. */
const logLimit = 200;
