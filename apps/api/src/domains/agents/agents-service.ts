import { defaultAgentId, listAgents } from "@signalbox/agents";
import { DomainError, type AgentDefinition, type AgentStatus } from "@signalbox/shared";
import type { SettingsService } from "../settings/settings-service.ts";

/** Which agents there are, which of them work on this host, and which one a session gets. */
export class AgentsService {
  readonly #settings: SettingsService;
  readonly #env: Readonly<Record<string, string | undefined>>;

  constructor(options: {
    settings: SettingsService;
    agentEnv: Readonly<Record<string, string | undefined>>;
  }) {
    this.#settings = options.settings;
    this.#env = options.agentEnv;
  }

  /** Every built-in agent and every one the person defined, with what this host says of it. */
  async list(): Promise<AgentStatus[]> {
    const { agents } = await this.#settings.get();
    return listAgents({ env: this.#env }, agents);
  }

  /**
   * The id of the agent that a session gets: the one asked for, else the default.
   * @throws DomainError AGENT_UNAVAILABLE
   */
  async choose(id: string | undefined): Promise<string> {
    const { defaultAgent } = await this.#settings.get();
    const statuses = await this.list();
    const chosen = id ?? defaultAgentId(statuses, defaultAgent);
    assertAvailable(chosen, statuses);
    return chosen;
  }

  /** @throws DomainError AGENT_UNAVAILABLE */
  async assertAvailable(id: string): Promise<void> {
    assertAvailable(id, await this.list());
  }

  /** The definitions that a runner needs to drive an agent: one that the person made, or none. */
  async definitionsFor(id: string): Promise<AgentDefinition[]> {
    const { agents } = await this.#settings.get();
    return agents.filter((agent) => agent.id === id);
  }
}

function assertAvailable(id: string, statuses: AgentStatus[]): void {
  const status = statuses.find((candidate) => candidate.id === id);
  if (status?.available) return;
  const usable = statuses.filter((candidate) => candidate.available).map(({ id }) => id);
  throw new DomainError(
    "AGENT_UNAVAILABLE",
    status ? `${status.name} cannot be used: ${status.reason}` : `There is no agent "${id}".`,
    {
      help: [
        ...(status?.help ?? [`Define "${id}" in the settings, or name another agent there.`]),
        `Use one of the agents that work here: ${usable.join(", ")}.`,
      ],
      details: { agent: id, available: usable },
    },
  );
}
