import type { AgentAdapter } from "@signalbox/agent-kit";
import type { AgentDefinition, AgentProtocol } from "@signalbox/shared";
import { createAcpAdapter } from "./acp/adapter.ts";
import { createCommandAdapter } from "./command/adapter.ts";

/** How an agent that the person defined becomes an adapter. A new protocol is a folder here and a line in this record. */
export const protocolAdapters: Record<
  AgentProtocol,
  (definition: AgentDefinition) => AgentAdapter
> = {
  acp: (definition) =>
    createAcpAdapter({
      id: definition.id,
      name: definition.name,
      description: `Speaks the Agent Client Protocol: ${definition.command.join(" ")}`,
      command: definition.command,
      cost: "unknown",
    }),
  command: createCommandAdapter,
};
