import { isSecretName } from "@signalbox/shared";
import { z } from "zod";
import { readIfThere } from "./files.ts";

/** The file with the values of secret environment variables, by scope and name. Nobody but the person may read it (0600). */
export const secretsFileSchema = z.object({
  version: z.literal(1),
  values: z.record(z.string(), z.record(z.string(), z.string())),
});
export type SecretsFile = z.infer<typeof secretsFileSchema>;

/** The scope of secrets that belong to an agent: its definition's and its options'. */
export function agentSecretsScope(agentId: string): string {
  return `agent:${agentId}`;
}

/** The scope of secrets that belong to a session's own options. */
export function sessionSecretsScope(sessionId: string): string {
  return `session:${sessionId}`;
}

/** The names and values of the secrets in an environment. */
export function secretsIn(env: Readonly<Record<string, string | undefined>>): [string, string][] {
  return Object.entries(env).flatMap(([name, value]): [string, string][] =>
    isSecretName(name) && value !== undefined ? [[name, value]] : [],
  );
}

/** Reads the secrets; none when there is no such file. @throws Error with one sentence when it is damaged or cannot be read */
export async function readSecrets(file: string): Promise<SecretsFile> {
  const text = await readIfThere(file).catch((error: unknown) => {
    throw new Error("The file of secrets cannot be read.", { cause: error });
  });
  if (text === null) return { version: 1, values: {} };
  try {
    return secretsFileSchema.parse(JSON.parse(text));
  } catch {
    // Without the cause: it may quote the file.
    throw new Error("The file of secrets is damaged.");
  }
}
