import { resolveAgent } from "@signalbox/agents";
import {
  DomainError,
  type AgentDefinition,
  type AgentDriving,
  type AgentOptions,
  type InputIssue,
  type SessionAgentOptions,
  type Settings,
} from "@signalbox/shared";

/** The options that count for a session: what it sets replaces what the settings say of its agent, `env` is added to theirs. */
export function effectiveOptions(
  { agentOptions }: Pick<Settings, "agentOptions">,
  agentId: string,
  ofSession: SessionAgentOptions,
): AgentOptions {
  const ofSettings = agentOptions[agentId] ?? {};
  return { ...ofSettings, ...ofSession, env: { ...ofSettings.env, ...ofSession.env } };
}

/** Options of one agent, and where they stand in an input. */
export interface PlacedOptions {
  agentId: string;
  options: AgentOptions;
  path: string;
  /** How the agent is driven when the options do not say: other ways may leave other choices. */
  driving?: AgentDriving | undefined;
}

/**
 * Checks that agents can take their options.
 * @throws DomainError INVALID_INPUT that names each option that an agent refuses, and each agent that there is not
 */
export function assertOptions(
  placed: readonly PlacedOptions[],
  definitions: readonly AgentDefinition[],
): void {
  const issues = placed.flatMap((one) => refusals(one, definitions));
  if (issues.length === 0) return;
  const words = issues.map((issue) => `${issue.path}: ${issue.message}`);
  throw new DomainError("INVALID_INPUT", `The input is not valid. ${words.join("; ")}`, {
    help: words.map((word) => `Correct ${word}`),
    details: { issues },
  });
}

function refusals(placed: PlacedOptions, definitions: readonly AgentDefinition[]): InputIssue[] {
  const { agentId, path } = placed;
  const { model = null, effort = null, args = [], program, driving } = placed.options;
  const own = resolveAgent(agentId, definitions);
  if (own === null) return [{ path, message: `there is no agent "${agentId}"` }];
  const agent = resolveAgent(agentId, definitions, driving ?? placed.driving) ?? own;
  const none = { model: null, effort: null, args: [] };
  const isDefined = definitions.some((definition) => definition.id === agentId);
  const { drivings } = own.abilities;
  const looks: Record<string, string | null> = {
    model: agent.refuse({ ...none, model }),
    effort: agent.refuse({ ...none, effort }),
    args: agent.refuse({ ...none, args }),
    program:
      program !== undefined && isDefined ? "its program is the first word of its command" : null,
    driving:
      driving !== undefined && !drivings.includes(driving)
        ? `${own.name} cannot be driven like that`
        : null,
  };
  return Object.entries(looks).flatMap(([option, message]) =>
    message === null ? [] : [{ path: `${path}.${option}`, message }],
  );
}
