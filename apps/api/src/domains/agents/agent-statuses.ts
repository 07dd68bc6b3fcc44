import { setTimeout as delay } from "node:timers/promises";
import { listAgents, resolveAgent, type AgentSetting } from "@signalbox/agents";
import {
  builtInAgentIds,
  DomainError,
  type AgentDefinition,
  type AgentStatus,
  type Settings,
} from "@signalbox/shared";
import type { AgentHosts } from "./agent-hosts.ts";

/** Programs that told their version before are looked up in a few milliseconds; who cannot wait for the others gets what is known. */
const shortWaitMs = 100;

/** What this host says of the agents. */
export class AgentStatuses {
  readonly #hosts: AgentHosts;
  /** The answer to the last look; null when there is none, or the settings have changed since. */
  #last: AgentStatus[] | null = null;

  constructor(options: { hosts: AgentHosts }) {
    this.#hosts = options.hosts;
  }

  /** Every agent, the built-in ones first. Waits for slow programs only while nothing is known of them. */
  async list(settings: Settings): Promise<AgentStatus[]> {
    return this.#last === null ? this.refresh(settings) : this.known(settings);
  }

  /** The same without waiting for slow programs: what is known by now, at worst that they are still being looked for. */
  async known(settings: Settings): Promise<AgentStatus[]> {
    const waiting = new AbortController();
    const soon = delay(shortWaitMs, null, { signal: waiting.signal }).catch(() => null);
    const found = await Promise.race([this.refresh(settings), soon]);
    waiting.abort();
    return found ?? this.#last ?? lookedFor(settings.agents);
  }

  /** The same after a look at every program, however slow. */
  async refresh(settings: Settings): Promise<AgentStatus[]> {
    const ids = [...builtInAgentIds, ...settings.agents.map((agent) => agent.id)];
    const found = new Map<string, AgentSetting | DomainError>();
    for (const id of ids) found.set(id, await this.#settingOf(settings, id));
    const settingOf = (id: string): AgentSetting => {
      const setting = found.get(id);
      return setting === undefined || setting instanceof DomainError ? nowhere : setting;
    };
    const statuses = await listAgents(settingOf, settings.agents);
    this.#last = statuses.map((status) => {
      const problem = found.get(status.id);
      return problem instanceof DomainError ? withProblem(status, problem) : status;
    });
    return this.#last;
  }

  /** Forget what was said: agents may be others now, or be started otherwise. */
  forget(): void {
    this.#last = null;
  }

  /** Gives the problem when an agent has secrets that cannot be read: it would start without its login. */
  async #settingOf(settings: Settings, id: string): Promise<AgentSetting | DomainError> {
    try {
      const hosted = await this.#hosts.of(settings, id);
      return hosted === null ? nowhere : { host: hosted.host, driving: hosted.options.driving };
    } catch (error) {
      if (error instanceof DomainError) return error;
      throw error;
    }
  }
}

/** Where nothing is found. */
const nowhere: AgentSetting = { host: { env: {}, program: null } };

function withProblem(status: AgentStatus, { message, help }: DomainError): AgentStatus {
  return { ...status, available: false, reason: message, help };
}

/** What is said of agents while their programs are looked for. */
function lookedFor(definitions: readonly AgentDefinition[]): AgentStatus[] {
  const ids = [...builtInAgentIds, ...definitions.map((definition) => definition.id)];
  const checkedAt = new Date().toISOString();
  return ids.flatMap((id, index): AgentStatus[] => {
    const agent = resolveAgent(id, definitions);
    if (agent === null) return [];
    const { name, description, abilities, supported } = agent;
    const reason = `${name} is still being looked for on this computer.`;
    return [
      {
        id,
        name,
        description,
        builtIn: index < builtInAgentIds.length,
        available: false,
        reason,
        help: ["Ask again in a few seconds."],
        abilities,
        supported,
        checkedAt,
        version: null,
        path: null,
        login: "unknown",
      },
    ];
  });
}
