import type { RouterInputs, RouterOutputs } from "@signalbox/api/router";
import { useMutation } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { client } from "../../lib/trpc.ts";

type CreateInput = RouterInputs["sessions"]["create"];
type StartInput = Omit<RouterInputs["runs"]["start"], "sessionId">;
type Session = RouterOutputs["sessions"]["create"];

/**
 * Create a session and start its first run (null: none). When the session came to be but its run did not, `created` is that session, and
 * trying again with the same session fields starts the run in it.
 */
export function useCreateSession(onDone: (session: Session) => void) {
  const known = useRef<{ key: string; session: Session } | null>(null);
  const [created, setCreated] = useState<Session | null>(null);
  const create = useMutation({
    mutationFn: async ({
      session: input,
      run,
    }: {
      session: CreateInput;
      run: StartInput | null;
    }) => {
      const key = JSON.stringify(input);
      if (known.current?.key !== key) {
        setCreated(null);
        known.current = { key, session: await client.sessions.create.mutate(input) };
      }
      const { session } = known.current;
      if (!run) return session;
      try {
        await client.runs.start.mutate({ ...run, sessionId: session.id });
      } catch (error) {
        setCreated(session);
        throw error;
      }
      return session;
    },
    onSuccess: onDone,
  });
  return { create, created };
}
