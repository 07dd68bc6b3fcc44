import { setTimeout as delay } from "node:timers/promises";
import { listAgents, resolveAgent, type AgentSetting } from "@signalbox/agents";
import {
  builtInAgentIds,
  DomainError,
  type AgentDefinition,
  type AgentStatus,
  type Settings,
} from "@signalbox/shared";
import type { AgentHosts, HostedAgent } from "./agent-hosts.ts";

/** Programs that told their version before are looked up in a few milliseconds; who cannot wait for the others gets what is known. */
const shortWaitMs = 100;

/** What this host says of the agents. */
export class AgentStatuses {
  readonly #hosts: AgentHosts;
  /** The answer to the last look; null when there is none, or the settings have changed since. */
  #last: AgentStatus[] | null = null;
  #changes = 0;

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
    const changes = this.#changes;
    const ids = [...builtInAgentIds, ...settings.agents.map((agent) => agent.id)];
    const found = new Map<string, HostedAgent | DomainError | null>();
    for (const id of ids) found.set(id, await this.#find(settings, id));
    const settingOf = (id: string): AgentSetting => {
      const hosted = found.get(id) ?? null;
      if (hosted === null || hosted instanceof DomainError) return nowhere;
      return { host: hosted.host, driving: hosted.options.driving };
    };
    const statuses = await listAgents(settingOf, settings.agents);
    const shown = statuses.map((status) => toShown(status, found.get(status.id) ?? null));
    if (changes === this.#changes) this.#last = shown;
    return shown;
  }

  /** Forget what was said: agents may be others now, or be started otherwise. */
  forget(): void {
    this.#last = null;
    this.#changes += 1;
  }

  /** Gives the problem when an agent has secrets that cannot be read: it would start without its login. */
  async #find(settings: Settings, id: string): Promise<HostedAgent | DomainError | null> {
    try {
      return await this.#hosts.of(settings, id);
    } catch (error) {
      if (error instanceof DomainError) return error;
      throw error;
    }
  }
}

/** Where nothing is found. */
const nowhere: AgentSetting = { host: { env: {}, program: null } };

function toShown(status: AgentStatus, hosted: HostedAgent | DomainError | null): AgentStatus {
  if (hosted instanceof DomainError) {
    return { ...status, available: false, reason: hosted.message, help: hosted.help };
  }
  if (hosted === null || status.reason === null) return status;
  // Of a program that does not work it has the words.
  return { ...status, reason: hosted.redact(status.reason) };
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
