import { useAgents } from "../agents/use-agents.ts";
import { trpc } from "../../lib/trpc.ts";

/** What is on this host changes seldom; the new-session page asks afresh. */
const staleTimeMs = 60_000;

/** The names of the orchestrators by id; empty until they are known. */
export function useOrchestratorNames(): ReadonlyMap<string, string> {
  const { data } = trpc.orchestrators.list.useQuery(undefined, { staleTime: staleTimeMs });
  return new Map(data?.map(({ id, name }) => [id, name]));
}

/** The names of the agents by id; empty until they are known. */
function useAgentNames(): ReadonlyMap<string, string> {
  return new Map(useAgents()?.map(({ id, name }) => [id, name]));
}

/** The names of orchestrators and agents, by id. */
export function useNames() {
  return { orchestrators: useOrchestratorNames(), agents: useAgentNames() };
}
