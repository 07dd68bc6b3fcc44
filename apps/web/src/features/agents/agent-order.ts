import type { RouterOutputs } from "@signalbox/api/router";
import { demoAgentId } from "@signalbox/shared";

type Agents = RouterOutputs["agents"]["list"];

/** The agent that a session gets when its creator names none: the person's default, the first real one that works, the demo agent. */
export function preferredAgent(agents: Agents, defaultAgent: string | null): string | null {
  const usable = agents.filter(({ available }) => available);
  const preferred =
    usable.find(({ id }) => id === defaultAgent) ??
    usable.find(({ id }) => id !== demoAgentId) ??
    usable[0];
  return preferred?.id ?? null;
}
