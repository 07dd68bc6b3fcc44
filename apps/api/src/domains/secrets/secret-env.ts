import { DomainError, isSecretName, type AgentEnv, type InputIssue } from "@signalbox/shared";

/** One secret as an input wishes it: a value to store, or null to keep the one that is stored. */
export interface SecretWish {
  scope: string;
  name: string;
  value: string | null;
  /** Where in the input it stands, for a person to find it; null when it is not of this input and only stays. */
  path: string | null;
}

/** An environment as it is stored and shown: null for every secret. */
function withoutSecrets(env: AgentEnv): AgentEnv {
  return Object.fromEntries(
    Object.entries(env).map(([name, value]) => [name, isSecretName(name) ? null : value]),
  );
}

/** The same record with its `env`, if it has one, as it is stored and shown. */
export function withShownEnv<Options extends { env?: AgentEnv | undefined }>(
  options: Options,
): Options {
  return options.env === undefined ? options : { ...options, env: withoutSecrets(options.env) };
}

/** Whether an environment names any secret. */
export function hasSecrets(env: AgentEnv | undefined): boolean {
  return Object.keys(env ?? {}).some(isSecretName);
}

/**
 * What an environment of an input wishes for its secrets. `path` is where it stands in the input; null for one that is stored
 * already and not of this input.
 * @throws DomainError INVALID_INPUT when a variable that is no secret has no value
 */
export function secretWishes(
  scope: string,
  env: AgentEnv | undefined,
  path: string | null,
): SecretWish[] {
  const entries = Object.entries(env ?? {});
  const empty = entries.filter(([name, value]) => value === null && !isSecretName(name));
  if (path !== null && empty.length > 0) {
    throw invalidSecrets(
      empty.map(([name]) => ({
        path: `${path}.${name}`,
        message: "give it a value, or leave it out",
      })),
    );
  }
  return entries
    .filter(([name]) => isSecretName(name))
    .map(([name, value]) => {
      return { scope, name, value, path: path === null ? null : `${path}.${name}` };
    });
}

/** An input whose secrets cannot be stored as it wishes. Never holds a value. */
export function invalidSecrets(issues: InputIssue[]): DomainError {
  const words = issues.map((issue) => `${issue.path}: ${issue.message}`);
  return new DomainError("INVALID_INPUT", `The input is not valid. ${words.join("; ")}`, {
    help: words.map((word) => `Correct ${word}`),
    details: { issues },
  });
}
