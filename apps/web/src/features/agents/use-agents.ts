import type { AgentStatus } from "@signalbox/shared";
import { trpc } from "../../lib/trpc.ts";

/** What is on this host changes seldom; the pages where it matters ask afresh. */
const staleTimeMs = 60_000;

/** What is known about the agents on this host; undefined until it is known. */
export function useAgents(): AgentStatus[] | undefined {
  return trpc.agents.list.useQuery(undefined, { staleTime: staleTimeMs }).data;
}

/** What is known about one agent; undefined when it is unknown, or not known yet. */
export function useAgent(id: string): AgentStatus | undefined {
  return useAgents()?.find((agent) => agent.id === id);
}
