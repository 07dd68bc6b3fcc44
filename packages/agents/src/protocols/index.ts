import { createAcpAdapter, type AgentAdapter } from "@signalbox/agent-kit";
import type { AgentDefinition, AgentProtocol } from "@signalbox/shared";
import { createCommandAdapter } from "./command/adapter.ts";

/** A new protocol is a folder here and a line in this record. */
const protocols: Record<AgentProtocol, (definition: AgentDefinition) => AgentAdapter> = {
  acp: ({ id, name, command }) =>
    createAcpAdapter({
      id,
      name,
      description: `Speaks the Agent Client Protocol: ${command.join(" ")}`,
      command,
      cost: "unknown",
    }),
  command: createCommandAdapter,
};

/** The adapter of an agent that the person defined. */
export function adapterOf(definition: AgentDefinition): AgentAdapter {
  return protocols[definition.protocol](definition);
}
