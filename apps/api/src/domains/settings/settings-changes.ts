import { agentSecretsScope } from "@signalbox/runner";
import {
  builtInAgentIds,
  isSecretName,
  type Settings,
  type settingsUpdateInputSchema,
} from "@signalbox/shared";
import type { z } from "zod";
import { assertOptions, type PlacedOptions } from "../agents/agent-options.ts";
import { assertWhole } from "../repositories/folders.ts";
import { hasSecrets, secretWishes, withShownEnv } from "../secrets/secret-env.ts";
import type { SecretChange } from "../secrets/secret-store.ts";

type Changes = z.infer<typeof settingsUpdateInputSchema>;
type AgentSettings = Pick<Settings, "agents" | "agentOptions">;

/**
 * Looks at a change of the settings before anything is written: gives the rows to write, secrets left out, and what happens to
 * the secrets; null when there are none, so that their file is not looked at. Options of an agent that is defined no more go with it.
 * @throws DomainError INVALID_INPUT for options that an agent refuses, or that no agent has, and for paths that are not whole
 */
export function planChange(
  before: Settings,
  changes: Changes,
): { rows: Changes; secrets: SecretChange | null } {
  const { agents, agentOptions } = changes;
  assertPaths(changes);
  if (agents === undefined && agentOptions === undefined) return { rows: changes, secrets: null };
  const after: AgentSettings = {
    agents: agents ?? before.agents,
    agentOptions: agentOptions ?? withoutGone(before, agents ?? before.agents),
  };
  assertOptions(placedOptions(after, agentOptions !== undefined), after.agents);
  return { rows: { ...changes, ...shown(after) }, secrets: secretChange(before, after, changes) };
}

function assertPaths({ scanDirectories = [], cloneDirectory }: Changes): void {
  for (const [index, directory] of scanDirectories.entries()) {
    assertWhole(directory, `scanDirectories.${index}`);
  }
  if (cloneDirectory !== undefined) assertWhole(cloneDirectory, "cloneDirectory");
}

/** The rows that hold secrets, without them, and the secrets to store; null when there are none. */
export function planMove(stored: Settings): { rows: Changes; secrets: SecretChange } | null {
  const holdsSecrets = envsOf(stored).some(({ env }) =>
    Object.entries(env ?? {}).some(([name, value]) => value !== null && isSecretName(name)),
  );
  const secrets = secretChange(stored, stored, {});
  return holdsSecrets && secrets !== null ? { rows: shown(stored), secrets } : null;
}

/** The settings as they are shown: without secrets. */
export function shownSettings(settings: Settings): Settings {
  return { ...settings, ...shown(settings) };
}

function shown({ agents, agentOptions }: AgentSettings): AgentSettings {
  return {
    agents: agents.map(withShownEnv),
    agentOptions: Object.fromEntries(
      Object.entries(agentOptions).map(([id, options]) => [id, withShownEnv(options)]),
    ),
  };
}

/** The options of agents that there still are. */
function withoutGone(before: AgentSettings, agents: Settings["agents"]): Settings["agentOptions"] {
  const ids = new Set<string>([...builtInAgentIds, ...agents.map((agent) => agent.id)]);
  return Object.fromEntries(Object.entries(before.agentOptions).filter(([id]) => ids.has(id)));
}

/** The options to check: those of the input; without any, those whose agents' definitions may be others now. */
function placedOptions(after: AgentSettings, isInput: boolean): PlacedOptions[] {
  const defined = new Set(after.agents.map((agent) => agent.id));
  return Object.entries(after.agentOptions)
    .filter(([id]) => isInput || defined.has(id))
    .map(([agentId, options]) => ({ agentId, options, path: `agentOptions.${agentId}` }));
}

function secretChange(
  before: AgentSettings,
  after: AgentSettings,
  changes: Changes,
): SecretChange | null {
  const envs = [...envsOf(before), ...envsOf(after)];
  if (!envs.some(({ env }) => hasSecrets(env))) return null;
  const wishes = envsOf(after).flatMap(({ id, env, key, path }) =>
    secretWishes(agentSecretsScope(id), env, changes[key] === undefined ? null : path),
  );
  return { scopes: [...new Set(envs.map(({ id }) => agentSecretsScope(id)))], wishes };
}

/** Every environment of the settings, with its agent and where it stands. */
function envsOf({ agents, agentOptions }: AgentSettings) {
  return [
    ...agents.map(({ id, env }, index) => {
      return { id, env, key: "agents" as const, path: `agents.${index}.env` };
    }),
    ...Object.entries(agentOptions).map(([id, { env }]) => {
      return { id, env, key: "agentOptions" as const, path: `agentOptions.${id}.env` };
    }),
  ];
}
