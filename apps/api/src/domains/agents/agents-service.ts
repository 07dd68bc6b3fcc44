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
import type { AgentHosts, AgentOfSession } from "./agent-hosts.ts";
import { assertOptions } from "./agent-options.ts";
import { detect, shortWaitMs, within, type AgentStatuses } from "./agent-statuses.ts";

/** How long whoever makes a session or a run waits for a program to tell its version: longer than the known ones take on an idle machine. */
const patienceMs = 3000;

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

  /** Every built-in agent and every one the person defined, with what this host says of it; waits for slow programs. */
  async list(): Promise<AgentStatus[]> {
    return this.#statuses.list(await this.#settings.get());
  }

  /** The same with every program looked at anew. */
  async refresh(): Promise<AgentStatus[]> {
    return this.#statuses.refresh(await this.#settings.get());
  }

  /** The same without waiting for programs that are slow to tell their version: what is known by now. */
  async known(): Promise<AgentStatus[]> {
    return this.#statuses.list(await this.#settings.get(), shortWaitMs);
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
    const settings = await this.#settings.get();
    const chosen =
      id ??
      settings.defaultAgent ??
      defaultAgentId(await this.#statuses.list(settings, patienceMs), null);
    await this.#assertUsable(chosen, { id: null, agentOptions });
    return chosen;
  }

  /**
   * Whether a session's agent can be started as it is now. One whose program is slow to tell its version can: it is there, and its
   * run will tell the rest.
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
    const detection = await within(patienceMs, detect(hosted));
    if (detection === null || detection.available) return;
    const reason = `${hosted.agent.name} cannot be used: ${detection.reason}`;
    throw await this.#unavailable(agentId, reason, detection.help);
  }

  async #unavailable(agent: string, message: string, help: string[]): Promise<DomainError> {
    const usable = (await this.known()).filter((status) => status.available).map(({ id }) => id);
    return new DomainError("AGENT_UNAVAILABLE", message, {
      help: [...help, `Use one of the agents that work here: ${usable.join(", ")}.`],
      details: { agent, available: usable },
    });
  }
}
