import { z } from "zod";
import { isWithoutNul, textSchema, withoutNul } from "./primitives.ts";

/** The identifiers of the agents Signalbox knows by itself. */
export const builtInAgentIds = ["demo", "claude", "codex", "gemini", "opencode", "pi"] as const;
export type BuiltInAgentId = (typeof builtInAgentIds)[number];

/** The agent that is always there: scripted, without a model. */
export const demoAgentId = "demo" satisfies BuiltInAgentId;

/** An agent's identifier: lower-case words joined by hyphens. */
export const agentIdSchema = z
  .string()
  .min(1)
  .max(40)
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, "use lower-case letters, digits and single hyphens");

/** How Signalbox talks to a program: the Agent Client Protocol on its stdio, or a plain command. */
export const agentProtocolSchema = z.enum(["acp", "command"]);
export type AgentProtocol = z.infer<typeof agentProtocolSchema>;

/** The names that Signalbox sets in an agent's environment and that a person therefore cannot set. */
const reservedEnvPattern = /^SIGNALBOX_/;

/** An agent that the person defined in the settings: an argv array, never a shell line. */
export const agentDefinitionSchema = z.object({
  id: agentIdSchema.refine((id) => !(builtInAgentIds as readonly string[]).includes(id), {
    message: "this id belongs to a built-in agent",
  }),
  name: textSchema(80),
  protocol: agentProtocolSchema,
  command: z
    .array(z.string().max(4096).refine(isWithoutNul, withoutNul))
    .min(1)
    .max(100)
    .refine((argv) => (argv[0] ?? "").trim() !== "", { message: "the program is missing" }),
  env: z
    .record(
      z
        .string()
        .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "not a name for an environment variable")
        .refine((name) => !reservedEnvPattern.test(name), {
          message: "names that begin with SIGNALBOX_ are set by Signalbox",
        }),
      z.string().max(32_768).refine(isWithoutNul, withoutNul),
    )
    .optional(),
});
export type AgentDefinition = z.infer<typeof agentDefinitionSchema>;

/** What a person is told about one agent on this host. */
export const agentStatusSchema = z.object({
  id: agentIdSchema,
  name: z.string(),
  description: z.string(),
  builtIn: z.boolean(),
  available: z.boolean(),
  version: z.string().nullable(),
  reason: z.string().nullable(),
  help: z.array(z.string()),
});
export type AgentStatus = z.infer<typeof agentStatusSchema>;
