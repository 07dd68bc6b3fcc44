import { defaultAgentId } from "@signalbox/agents";
import {
  builtInAgentIds,
  DomainError,
  type AgentStatus,
  type Session,
  type SessionAgentOptions,
} from "@signalbox/shared";
import type { Logger } from "pino";
import type { SettingsService } from "../settings/settings-service.ts";
import type { AgentHosts, AgentOfSession, HostedAgent } from "./agent-hosts.ts";
import { assertOptions } from "./agent-options.ts";
import type { AgentStatuses } from "./agent-statuses.ts";

/** Which agents there are, which of them work on this host, and which one a session gets. */
export class AgentsService {
  readonly #settings: SettingsService;
  readonly #hosts: AgentHosts;
  readonly #statuses: AgentStatuses;
  readonly #log: Logger;

  constructor(options: {
    settings: SettingsService;
    hosts: AgentHosts;
    statuses: AgentStatuses;
    log: Logger;
  }) {
    this.#settings = options.settings;
    this.#log = options.log;
    this.#hosts = options.hosts;
    this.#statuses = options.statuses;
  }

  /** Every built-in agent and every one the person defined, with what this host says of it. */
  async list(): Promise<AgentStatus[]> {
    return this.#statuses.list(await this.#settings.get());
  }

  /** The same with every program looked at anew. */
  async refresh(): Promise<AgentStatus[]> {
    return this.#statuses.refresh(await this.#settings.get());
  }

  /** The same without waiting for programs that are slow to tell their version: what is known by now. */
  async known(): Promise<AgentStatus[]> {
    return this.#statuses.known(await this.#settings.get());
  }

  /**
   * Ask the programs for their versions, one after the other and until `signal`, so that nobody has to wait for the slow ones
   * later. Never rejects.
   */
  async askAhead(signal: AbortSignal): Promise<void> {
    try {
      const settings = await this.#settings.get();
      for (const id of builtInAgentIds) {
        if (signal.aborted) return;
        const hosted = await this.#hosts.of(settings, id).catch(() => null);
        if (hosted !== null) await detect(hosted);
      }
    } catch (error) {
      this.#log.warn({ err: error }, "the agents could not be looked for ahead");
    }
  }

  /**
   * The id of the agent that a session with these options gets: the one asked for, else the default.
   * @throws DomainError AGENT_UNAVAILABLE, INVALID_INPUT when it cannot take the options
   */
  async choose(id: string | undefined, agentOptions: SessionAgentOptions): Promise<string> {
    const { defaultAgent } = await this.#settings.get();
    const chosen = id ?? defaultAgent ?? defaultAgentId(await this.list(), null);
    await this.#assertUsable(chosen, { id: null, agentOptions });
    return chosen;
  }

  /**
   * Whether a session's agent can be started as it is now.
   * @throws DomainError AGENT_UNAVAILABLE, INVALID_INPUT, SECRETS_UNREADABLE
   */
  async assertUsable(session: Session): Promise<void> {
    await this.#assertUsable(session.agent, session);
  }

  /** Whether a session's agent can continue its conversation of before. */
  async canResume(session: Session): Promise<boolean> {
    const hosted = await this.#hosts.of(await this.#settings.get(), session.agent, session);
    return hosted?.agent.abilities.resume ?? false;
  }

  async #assertUsable(agentId: string, session: AgentOfSession): Promise<void> {
    const settings = await this.#settings.get();
    const hosted = await this.#hosts.of(settings, agentId, session);
    if (hosted === null) {
      throw await this.#unavailable(agentId, `There is no agent "${agentId}".`, [
        `Define "${agentId}" in the settings, or name another agent there.`,
      ]);
    }
    const { driving } = hosted.options;
    const placed = { agentId, options: session.agentOptions, path: "agentOptions", driving };
    assertOptions([placed], settings.agents);
    const detection = await detect(hosted);
    if (detection.available) return;
    const reason = `${hosted.agent.name} cannot be used: ${hosted.redact(detection.reason ?? "")}`;
    throw await this.#unavailable(agentId, reason, detection.help);
  }

  async #unavailable(agent: string, message: string, help: string[]): Promise<DomainError> {
    const usable = (await this.list()).filter((status) => status.available).map(({ id }) => id);
    return new DomainError("AGENT_UNAVAILABLE", message, {
      help: [...help, `Use one of the agents that work here: ${usable.join(", ")}.`],
      details: { agent, available: usable },
    });
  }
}

/** What the host says of an agent; a detection that breaks makes it unavailable. */
async function detect({ agent, host }: HostedAgent) {
  return agent.detect(host).catch((error: unknown) => {
    const words = error instanceof Error ? error.message : String(error);
    return { available: false, reason: `looking for it failed: ${words}`, help: [] };
  });
}
