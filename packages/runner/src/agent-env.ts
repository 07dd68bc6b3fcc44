import type { AgentEnv } from "@signalbox/shared";
import { agentSecretsScope, readSecrets, sessionSecretsScope } from "./secrets.ts";
import type { RunSpec } from "./spec.ts";

/** What a run's agent gets in its environment beside what the runner has in its own. */
export interface AgentVariables {
  /** What stands in the spec. */
  plain: Readonly<Record<string, string>>;
  secret: Readonly<Record<string, string>>;
  /** Names of secrets that the spec expects and nobody stored. */
  missing: readonly string[];
  /** Why the secrets could not be read, in one sentence; null when they could. */
  problem: string | null;
}

/**
 * The variables that the person set for a run's agent: those of its definition, of its options, then the secrets of the agent and of
 * the session. Never rejects.
 */
export async function readAgentVariables(spec: RunSpec): Promise<AgentVariables> {
  const definition = spec.agentDefinitions.find(({ id }) => id === spec.agent);
  const env: AgentEnv = { ...definition?.env, ...spec.agentOptions.env };
  const plain: Record<string, string> = {};
  const expected: string[] = [];
  for (const [name, value] of Object.entries(env)) {
    if (value === null) expected.push(name);
    else plain[name] = value;
  }
  try {
    const secret = spec.secrets === null ? {} : await secretsOf(spec, spec.secrets.file);
    return { plain, secret, missing: expected.filter((name) => !(name in secret)), problem: null };
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    return { plain, secret: {}, missing: expected, problem };
  }
}

async function secretsOf(spec: RunSpec, file: string): Promise<Record<string, string>> {
  const { values } = await readSecrets(file);
  return {
    ...values[agentSecretsScope(spec.agent)],
    ...values[sessionSecretsScope(spec.sessionId)],
  };
}
