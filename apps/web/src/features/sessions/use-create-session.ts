import type { RouterInputs, RouterOutputs } from "@signalbox/api/router";
import { useMutation } from "@tanstack/react-query";
import { useRef } from "react";
import { client } from "../../lib/trpc.ts";

type CreateInput = RouterInputs["sessions"]["create"];
type StartInput = Omit<RouterInputs["runs"]["start"], "sessionId">;
type Session = RouterOutputs["sessions"]["create"];

/**
 * Create a session and start its first run. When the session came to be but its run did not, trying again with
 * the same session fields starts the run in the session there is.
 */
export function useCreateSession(onStarted: (session: Session) => void) {
  const created = useRef<{ key: string; session: Session } | null>(null);
  return useMutation({
    mutationFn: async ({ session: input, run }: { session: CreateInput; run: StartInput }) => {
      const key = JSON.stringify(input);
      if (created.current?.key !== key) {
        created.current = { key, session: await client.sessions.create.mutate(input) };
      }
      const { session } = created.current;
      await client.runs.start.mutate({ ...run, sessionId: session.id });
      return session;
    },
    onSuccess: onStarted,
  });
}
