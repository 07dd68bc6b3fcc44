import { resolveAgent, type AgentAdapter, type AgentHost } from "@signalbox/agents";
import {
  agentSecretsScope,
  createRedactor,
  secretsIn,
  sessionSecretsScope,
} from "@signalbox/runner";
import {
  isSecretName,
  type AgentEnv,
  type AgentOptions,
  type SessionAgentOptions,
  type Settings,
} from "@signalbox/shared";
import { hasSecrets } from "../secrets/secret-env.ts";
import type { SecretStore } from "../secrets/secret-store.ts";
import { effectiveOptions } from "./agent-options.ts";

/** What a session says about its agent. `id` is null while it is not there yet; then its secrets may stand in its options. */
export interface AgentOfSession {
  id: string | null;
  agentOptions: SessionAgentOptions;
}

/** An agent as it is started here: what drives it, with which options, in which environment. */
export interface HostedAgent {
  agent: AgentAdapter;
  options: AgentOptions;
  host: AgentHost;
  /** Puts the secrets of its environment out of a text that it may have printed. */
  redact: (text: string) => string;
}

/** Puts together what agents are started with: the server's environment, what the person set, and the secrets. */
export class AgentHosts {
  readonly #env: Readonly<Record<string, string | undefined>>;
  readonly #secrets: SecretStore;

  constructor(options: {
    agentEnv: Readonly<Record<string, string | undefined>>;
    secrets: SecretStore;
  }) {
    this.#env = options.agentEnv;
    this.#secrets = options.secrets;
  }

  /** Null when there is no such agent. @throws DomainError SECRETS_UNREADABLE when it has secrets that cannot be read */
  async of(
    settings: Settings,
    agentId: string,
    session: AgentOfSession = { id: null, agentOptions: {} },
  ): Promise<HostedAgent | null> {
    const options = effectiveOptions(settings, agentId, session.agentOptions);
    const agent = resolveAgent(agentId, settings.agents, options.driving);
    if (agent === null) return null;
    const named = { ...namedInSettings(settings, agentId), ...options.env };
    const given = Object.entries(named).flatMap(([name, value]): [string, string][] =>
      value === null ? [] : [[name, value]],
    );
    const secrets = {
      ...(await this.#stored(named, agentId, session.id)),
      ...Object.fromEntries(given.filter(([name]) => isSecretName(name))),
    };
    const env = { ...this.#env, ...Object.fromEntries(given), ...secrets };
    const { text: redact } = createRedactor(secretsIn(env));
    return { agent, options, host: { env, program: options.program ?? null }, redact };
  }

  async #stored(named: AgentEnv, agentId: string, sessionId: string | null) {
    if (!hasSecrets(named)) return {};
    return this.#secrets.valuesOf([
      agentSecretsScope(agentId),
      ...(sessionId === null ? [] : [sessionSecretsScope(sessionId)]),
    ]);
  }
}

/** The variables that an agent has by the settings; null for each secret. */
function namedInSettings(settings: Settings, agentId: string): AgentEnv {
  const definition = settings.agents.find((candidate) => candidate.id === agentId);
  return { ...definition?.env, ...settings.agentOptions[agentId]?.env };
}
