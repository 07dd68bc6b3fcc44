import { setTimeout as delay } from "node:timers/promises";
import { resolveAgent, type AgentAdapter } from "@signalbox/agents";
import {
  builtInAgentIds,
  DomainError,
  type AgentDefinition,
  type AgentStatus,
  type Settings,
} from "@signalbox/shared";
import type { AgentHosts, HostedAgent } from "./agent-hosts.ts";

/** Programs that told their version before are looked up in a few milliseconds. */
export const shortWaitMs = 100;

/** What is found of one agent on this host, at last and by now. */
interface Look {
  found: Promise<AgentStatus>;
  /** Whether `byNow` is from an earlier look. */
  known: boolean;
  byNow: AgentStatus;
}

/** What this host says of the agents. */
export class AgentStatuses {
  readonly #hosts: AgentHosts;
  /** The answers to the last looks by agent; of agents that are others now there are none. */
  #last = new Map<string, AgentStatus>();

  constructor(options: { hosts: AgentHosts }) {
    this.#hosts = options.hosts;
  }

  /**
   * Every agent, the built-in ones first. A program that is slow to tell its version is waited for at most `patienceMs`, and hardly
   * when something is known of its agent; then that is told, or that it is still being looked for.
   */
  async list(settings: Settings, patienceMs = Infinity): Promise<AgentStatus[]> {
    const looks = this.#look(settings).map(({ found, known, byNow }) =>
      within(known ? Math.min(shortWaitMs, patienceMs) : patienceMs, found).then(
        (status) => status ?? byNow,
      ),
    );
    return Promise.all(looks);
  }

  /** The same after a look at every program, however slow. */
  async refresh(settings: Settings): Promise<AgentStatus[]> {
    return Promise.all(this.#look(settings).map(({ found }) => found));
  }

  /** Forget what was found: agents may be others now, or be started otherwise. */
  forget(): void {
    this.#last = new Map();
  }

  #look(settings: Settings): Look[] {
    const ids = [...builtInAgentIds, ...settings.agents.map((agent) => agent.id)];
    return ids.flatMap((id): Look[] => {
      const agent = resolveAgent(id, settings.agents, settings.agentOptions[id]?.driving);
      if (agent === null) return [];
      const last = this.#last.get(id);
      const byNow = last ?? lookedFor(agent, settings.agents);
      return [{ found: this.#find(agent, settings, this.#last), known: last !== undefined, byNow }];
    });
  }

  async #find(
    agent: AgentAdapter,
    settings: Settings,
    last: Map<string, AgentStatus>,
  ): Promise<AgentStatus> {
    const status = {
      ...lookedFor(agent, settings.agents),
      ...(await this.#say(agent.id, settings)),
    };
    last.set(agent.id, status);
    return status;
  }

  /** Tells the problem when an agent has secrets that cannot be read: it would start without its login. */
  async #say(id: string, settings: Settings): Promise<Partial<AgentStatus>> {
    try {
      const hosted = await this.#hosts.of(settings, id);
      return hosted === null ? {} : await detect(hosted);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return { reason: error.message, help: error.help };
    }
  }
}

/** What `found` resolves to; null when that takes longer than `timeoutMs`. */
export async function within<Found>(
  timeoutMs: number,
  found: Promise<Found>,
): Promise<Found | null> {
  if (timeoutMs === Infinity) return found;
  const waiting = new AbortController();
  const late = delay(timeoutMs, null, { signal: waiting.signal }).catch(() => null);
  try {
    return await Promise.race([found, late]);
  } finally {
    waiting.abort();
  }
}

/** What the host says of an agent, without its secrets; a detection that breaks makes it unavailable. */
export async function detect({ agent, host, redact }: HostedAgent) {
  try {
    const detection = await agent.detect(host);
    const { reason } = detection;
    // Of a program that does not work it has the words.
    return { ...detection, reason: reason === null ? null : redact(reason) };
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    const reason = redact(`Looking for ${agent.name} failed: ${words}`);
    return { available: false, reason, help: [] };
  }
}

/** What is said of an agent while its program is looked for. */
function lookedFor(agent: AgentAdapter, definitions: readonly AgentDefinition[]): AgentStatus {
  const { id, name, description, abilities, supported } = agent;
  return {
    id,
    name,
    description,
    builtIn: !definitions.some((definition) => definition.id === id),
    abilities,
    supported,
    available: false,
    reason: `${name} is still being looked for on this computer.`,
    help: ["Ask again in a few seconds."],
    version: null,
    path: null,
    login: "unknown",
    checkedAt: new Date().toISOString(),
  };
}
