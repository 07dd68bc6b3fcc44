import os from "node:os";
import path from "node:path";
import { z } from "zod";

/** What the environment says about how to serve. */
export interface ServerEnvironment {
  home: string;
  host: string;
  port: number;
  /** The https address of a TLS-terminating proxy in front; null when there is none. */
  publicUrl: URL | null;
  personHome: string;
  /** What runners, agents and checks are started with: the person's environment without Signalbox's own settings. */
  agentEnv: Record<string, string | undefined>;
}

const environmentSchema = z.object({
  SIGNALBOX_HOME: z.string().min(1).optional(),
  SIGNALBOX_HOST: z.string().min(1).default("127.0.0.1"),
  SIGNALBOX_PORT: z.coerce.number().int().min(0).max(65_535).default(4870),
  SIGNALBOX_PUBLIC_URL: z.url({ protocol: /^https$/ }).optional(),
});

/** The settings of Signalbox that agents may see: the demo agent's pace. All others are the server's own. */
const passedToAgents = new Set(["SIGNALBOX_DEMO_PACE_MS"]);

/**
 * Read the environment of this process; the only place that does.
 * @throws ZodError when a variable has a value that cannot be used
 */
export function readEnvironment(env: NodeJS.ProcessEnv = process.env): ServerEnvironment {
  const values = environmentSchema.parse(env);
  const personHome = os.homedir();
  return {
    home: path.resolve(values.SIGNALBOX_HOME ?? path.join(personHome, ".signalbox")),
    host: values.SIGNALBOX_HOST,
    port: values.SIGNALBOX_PORT,
    publicUrl: values.SIGNALBOX_PUBLIC_URL ? new URL(values.SIGNALBOX_PUBLIC_URL) : null,
    personHome,
    agentEnv: Object.fromEntries(
      Object.entries(env).filter(
        ([name]) => !name.startsWith("SIGNALBOX_") || passedToAgents.has(name),
      ),
    ),
  };
}
