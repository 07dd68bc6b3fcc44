import { useEffect, useRef, useState } from "react";
import { problemOf } from "../../../lib/errors.ts";
import { client, trpc } from "../../../lib/trpc.ts";

/** What became of adding a found repository. */
export type Outcome = { isAdded: true } | { isAdded: false; message: string };

interface Adding {
  status: "none" | "going" | "done" | "stopped";
  total: number;
  outcomes: ReadonlyMap<string, Outcome>;
}

/** Adds repositories one after the other. What was added stays added when it is stopped. */
export function useAddMany() {
  const utils = trpc.useUtils();
  const [adding, setAdding] = useState<Adding>({ status: "none", total: 0, outcomes: new Map() });
  const isStopped = useRef(false);
  useEffect(
    () => () => {
      isStopped.current = true;
    },
    [],
  );

  const add = async (paths: readonly string[]) => {
    isStopped.current = false;
    const outcomes = new Map<string, Outcome>();
    const tell = (status: Adding["status"]) =>
      setAdding((now) => ({
        status,
        total: paths.length,
        // Those of an earlier round stay marked.
        outcomes: new Map([...now.outcomes, ...outcomes]),
      }));
    setAdding((now) => ({ ...now, status: "going", total: paths.length }));
    for (const path of paths) {
      if (isStopped.current) break;
      outcomes.set(path, await addOne(path));
      tell("going");
    }
    tell(isStopped.current ? "stopped" : "done");
    // One that was forgotten brings its sessions back.
    await utils.invalidate();
    return outcomes;
  };
  const stop = () => {
    isStopped.current = true;
  };
  return { adding, add, stop };
}

async function addOne(path: string): Promise<Outcome> {
  try {
    await client.repositories.add.mutate({ path });
    return { isAdded: true };
  } catch (error) {
    const { code, message } = problemOf(error);
    // Somebody else was faster: it is there, which is what was wanted.
    return code === "REPOSITORY_ALREADY_ADDED" ? { isAdded: true } : { isAdded: false, message };
  }
}
