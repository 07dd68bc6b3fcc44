import type { RouterInputs } from "@signalbox/api/router";
import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { httpClient } from "../../lib/trpc.ts";

export type AgentTestInput = RouterInputs["agents"]["test"];

/** Really start an agent once. `cancel` ends it; so does leaving the page. */
export function useAgentTest() {
  const running = useRef<AbortController>(null);
  const test = useMutation({
    mutationFn: async (input: AgentTestInput) => {
      running.current = new AbortController();
      return httpClient.agents.test.mutate(input, { signal: running.current.signal });
    },
  });
  const cancel = () => {
    running.current?.abort();
    test.reset();
  };
  useEffect(() => () => running.current?.abort(), []);
  return { ...test, cancel };
}
