import type { RouterInputs } from "@signalbox/api/router";
import { useState } from "react";
import { problemOf, type Problem } from "../../../lib/errors.ts";
import { httpClient, trpc } from "../../../lib/trpc.ts";

export type CloneInput = RouterInputs["repositories"]["clone"];

/**
 * Begin a clone. No mutation of the query client, which would keep what it was called with, and no socket, which would keep it
 * until there is a connection: what a person gives for one clone goes to the server at once or nowhere.
 */
export function useStartClone(onStarted: (cloneId: string) => void) {
  const utils = trpc.useUtils();
  const [isStarting, setIsStarting] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const start = async (input: CloneInput) => {
    setIsStarting(true);
    setProblem(null);
    try {
      const { cloneId } = await httpClient.repositories.clone.mutate(input);
      void utils.repositories.clones.invalidate();
      onStarted(cloneId);
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      setIsStarting(false);
    }
  };
  return { start, isStarting, problem };
}
