import {
  builtInAgentIds,
  demoAgentId,
  type AgentDefinition,
  type AgentStatus,
  type BuiltInAgentId,
} from "@signalbox/shared";
import { knownAgents } from "./catalog.ts";
import type { AgentAdapter, AgentDetection, AgentHost } from "./contract.ts";
import { demoAdapter } from "./demo/adapter.ts";
import { protocolAdapters } from "./protocols/index.ts";

/**
 * The adapters that this release ships. To add one: a folder with a record of the `AgentAdapter` contract, and a line here. Its id
 * is one of `builtInAgentIds` in packages/shared.
 */
const builtInAdapters: readonly AgentAdapter[] = [demoAdapter];

/** The adapter of a session's agent: built in, or made of the person's definition. Null when there is none with this id. */
export function resolveAgent(
  id: string,
  definitions: readonly AgentDefinition[],
): AgentAdapter | null {
  const builtIn = builtInAdapters.find((adapter) => adapter.id === id);
  if (builtIn !== undefined) {
    return builtIn;
  }
  const definition = definitions.find((candidate) => candidate.id === id);
  return definition === undefined ? null : protocolAdapters[definition.protocol](definition);
}

/** Every agent with what this host says about it: the built-in ones in the order of `builtInAgentIds`, then the person's own. */
export function listAgents(
  host: AgentHost,
  definitions: readonly AgentDefinition[],
): Promise<AgentStatus[]> {
  return Promise.all([
    ...builtInAgentIds.map((id) => builtInStatus(id, host)),
    ...definitions.map((definition) =>
      statusOf(protocolAdapters[definition.protocol](definition), host, false),
    ),
  ]);
}

/** The agent of a session whose creator names none: the settings' one, else the first available real agent, else the demo agent. */
export function defaultAgentId(
  statuses: readonly AgentStatus[],
  settingsDefault: string | null,
): string {
  const real = statuses.find((status) => status.available && status.id !== demoAgentId);
  return settingsDefault ?? real?.id ?? demoAgentId;
}

async function builtInStatus(id: BuiltInAgentId, host: AgentHost): Promise<AgentStatus> {
  const adapter = builtInAdapters.find((candidate) => candidate.id === id);
  if (adapter !== undefined) {
    return statusOf(adapter, host, true);
  }
  if (id === demoAgentId) {
    throw new Error("the demo agent has no adapter");
  }
  const { name, description } = knownAgents[id];
  return {
    id,
    name,
    description,
    builtIn: true,
    available: false,
    version: null,
    reason: `This release of Signalbox has no adapter for ${name} yet.`,
    help: ["Until then, define it as an agent of your own: docs/agents.md has the line to copy."],
  };
}

async function statusOf(
  adapter: AgentAdapter,
  host: AgentHost,
  builtIn: boolean,
): Promise<AgentStatus> {
  const { id, name, description } = adapter;
  return { id, name, description, builtIn, ...(await detectSafely(adapter, host)) };
}

/** A detection that breaks makes its agent unavailable, not the list. */
async function detectSafely(adapter: AgentAdapter, host: AgentHost): Promise<AgentDetection> {
  try {
    return await adapter.detect(host);
  } catch (error) {
    return {
      available: false,
      version: null,
      reason: `Looking for ${adapter.name} failed: ${error instanceof Error ? error.message : String(error)}`,
      help: [],
    };
  }
}
