import {
  demoAgentId,
  type AgentDefinition,
  type AgentDriving,
  type AgentStatus,
} from "@signalbox/shared";
import type { AgentAdapter, AgentHost } from "./contract.ts";
import { unusable } from "./detect.ts";

/** Where an agent is looked for, and how it is driven. */
export interface AgentSetting {
  host: AgentHost;
  /** As chosen by the person; its own way when it cannot be driven so, or nothing was chosen. */
  driving?: AgentDriving | undefined;
}

/** The agents of `builtIn` adapters and of the person's definitions; `ofDefinition` makes an adapter of one of these. */
export function createRegistry(
  builtIn: readonly AgentAdapter[],
  ofDefinition: (definition: AgentDefinition) => AgentAdapter,
) {
  /** The adapter of an agent: built in, or made of the person's definition. Null when there is none with this id. */
  const resolveAgent = (
    id: string,
    definitions: readonly AgentDefinition[],
    driving?: AgentDriving,
  ): AgentAdapter | null => {
    const adapter = builtIn.find((candidate) => candidate.id === id);
    if (adapter !== undefined) return drivenBy(adapter, driving);
    const definition = definitions.find((candidate) => candidate.id === id);
    return definition === undefined ? null : ofDefinition(definition);
  };

  /** Every agent with what this host says about it: the built-in ones in their order, then the person's own. */
  const listAgents = (
    settingOf: (id: string) => AgentSetting,
    definitions: readonly AgentDefinition[],
  ): Promise<AgentStatus[]> => {
    const status = (adapter: AgentAdapter, isBuiltIn: boolean) => {
      const { host, driving } = settingOf(adapter.id);
      return statusOf(drivenBy(adapter, driving), host, isBuiltIn);
    };
    return Promise.all([
      ...builtIn.map((adapter) => status(adapter, true)),
      ...definitions.map((definition) => status(ofDefinition(definition), false)),
    ]);
  };

  return { resolveAgent, listAgents };
}

/** The agent of a session whose creator names none: the settings' one, else the first available real agent, else the demo agent. */
export function defaultAgentId(
  statuses: readonly AgentStatus[],
  settingsDefault: string | null,
): string {
  const real = statuses.find((status) => status.available && status.id !== demoAgentId);
  return settingsDefault ?? real?.id ?? demoAgentId;
}

function drivenBy(adapter: AgentAdapter, driving: AgentDriving | undefined): AgentAdapter {
  if (driving !== "acp" || adapter.overAcp === undefined) return adapter;
  const { drivings } = adapter.abilities;
  return { ...adapter.overAcp, abilities: { ...adapter.overAcp.abilities, drivings } };
}

async function statusOf(
  adapter: AgentAdapter,
  host: AgentHost,
  builtIn: boolean,
): Promise<AgentStatus> {
  const { id, name, description, supported, abilities } = adapter;
  // A detection that breaks makes its agent unavailable, not the list.
  const detection = await adapter.detect(host).catch((error: unknown) => {
    const words = error instanceof Error ? error.message : String(error);
    return unusable(`Looking for ${name} failed: ${words}`);
  });
  const checkedAt = new Date().toISOString();
  return { id, name, description, builtIn, supported, abilities, ...detection, checkedAt };
}
