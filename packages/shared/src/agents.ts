import { z } from "zod";
import { isWithoutNul, textSchema, timeSchema, withoutNul } from "./primitives.ts";

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

/** Each secret among them is looked for in all that an agent prints. */
const maxVariables = 200;

/**
 * Names of variables whose values are secrets: they are kept apart from the settings and never shown. Authors (GIT_AUTHOR_NAME) and
 * authorities (XAUTHORITY) are none, authorizations are.
 */
const secretNamePattern =
  /KEY|TOKEN|SECRET|PASSW|CREDENTIAL|AUTH(?!OR(?!IZ))|COOKIE|BEARER|PRIVATE/i;

/** Whether the value of an environment variable of this name is kept as a secret. */
export function isSecretName(name: string): boolean {
  return secretNamePattern.test(name);
}

/**
 * Environment variables that the person adds to an agent's. A secret one (`isSecretName`) is null wherever it is shown;
 * null given keeps the value that is stored.
 */
export const agentEnvSchema = z
  .record(
    z
      .string()
      .max(200)
      .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "not a name for an environment variable")
      .refine((name) => !reservedEnvPattern.test(name), {
        message: "names that begin with SIGNALBOX_ are set by Signalbox",
      }),
    z.string().max(32_768).refine(isWithoutNul, withoutNul).nullable(),
  )
  .refine((env) => Object.keys(env).length <= maxVariables, {
    message: `at most ${maxVariables} variables`,
  });
export type AgentEnv = z.infer<typeof agentEnvSchema>;

const argumentSchema = z.string().max(4096).refine(isWithoutNul, withoutNul);
/** A word that stands as an argument of its own: it must not be taken for an option. */
const wordSchema = z
  .string()
  .max(200)
  .regex(/^[^-\s]\S*$/, "one word that does not begin with a hyphen");

/** What of an agent's options a session can set differently from the settings: a key that is given replaces the settings' one, `env` is added to it. */
export const sessionAgentOptionsSchema = z.strictObject({
  model: wordSchema.optional(),
  /** One of the agent's `efforts`. */
  effort: wordSchema.optional(),
  /** Further arguments of the agent's program. */
  args: z.array(argumentSchema).max(50).optional(),
  env: agentEnvSchema.optional(),
});
export type SessionAgentOptions = z.infer<typeof sessionAgentOptionsSchema>;

/** How a built-in agent is driven: its own stream of events, or the Agent Client Protocol. */
export const agentDrivingSchema = z.enum(["native", "acp"]);
export type AgentDriving = z.infer<typeof agentDrivingSchema>;

/** The options of one agent in the settings. */
export const agentOptionsSchema = sessionAgentOptionsSchema.extend({
  /** Where the agent's program is, when it is not (the right one) on the PATH. */
  program: z
    .string()
    .max(4096)
    .refine(isWithoutNul, withoutNul)
    .refine((path) => path.startsWith("/"), { message: "an absolute path" })
    .optional(),
  driving: agentDrivingSchema.optional(),
});
export type AgentOptions = z.infer<typeof agentOptionsSchema>;

/** What a model costs, in US dollars a million tokens. Without a price of its own, cached input costs as much as input. */
export const modelPriceSchema = z.strictObject({
  inputUsd: z.number().min(0).max(10_000),
  cachedInputUsd: z.number().min(0).max(10_000).optional(),
  outputUsd: z.number().min(0).max(10_000),
});
export type ModelPrice = z.infer<typeof modelPriceSchema>;

/** Why a turn did not end well. */
export const problemCategorySchema = z.enum([
  /** Not logged in, or the login was refused. */
  "auth",
  /** Too many requests or tokens in a short time. */
  "rate_limit",
  /** The allowance of hours, days or money is used up. */
  "quota",
  /** The model's service does not answer, or answers that it failed. */
  "network",
  /** More than the model can take in at once. */
  "context",
  /** The agent may not do what it needs to. */
  "permission",
  /** The program broke, or could not be started. */
  "crash",
  /** The program was silent for longer than it may be. */
  "no_output",
  "other",
]);
export type ProblemCategory = z.infer<typeof problemCategorySchema>;

/** An agent that the person defined in the settings: an argv array, never a shell line. */
export const agentDefinitionSchema = z.object({
  id: agentIdSchema.refine((id) => !(builtInAgentIds as readonly string[]).includes(id), {
    message: "this id belongs to a built-in agent",
  }),
  name: textSchema(80),
  protocol: agentProtocolSchema,
  command: z
    .array(argumentSchema)
    .min(1)
    .max(100)
    .refine((argv) => (argv[0] ?? "").trim() !== "", { message: "the program is missing" }),
  env: agentEnvSchema.optional(),
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
  /** Where its program is; null when there is none, or it is found only when it is started. */
  path: z.string().nullable(),
  /** Whether it is logged in, as far as that can be told without a call that costs. */
  login: z.enum(["yes", "no", "unknown"]),
  /** The versions that this release works with, in words; null when any will do. */
  supported: z.string().nullable(),
  /** When its version and login were looked at. */
  checkedAt: timeSchema,
  abilities: z.object({
    /** Whether a follow-up run can continue its last conversation. */
    resume: z.boolean(),
    /** Whether guidance reaches a turn that is going on. */
    steer: z.boolean(),
    /** Whether a model can be chosen, and the efforts there are to choose from (none: no choice). */
    model: z.boolean(),
    efforts: z.array(z.string()),
    drivings: z.array(agentDrivingSchema),
    /** Whether it tells what a turn cost, it is estimated from tokens, or neither. */
    cost: z.enum(["reported", "estimated", "unknown"]),
  }),
});
export type AgentStatus = z.infer<typeof agentStatusSchema>;

/** What to try out: an agent that there is, or a definition that is not saved yet. */
export const agentTestInputSchema = z.union([
  z.strictObject({ id: agentIdSchema }),
  z.strictObject({ definition: agentDefinitionSchema }),
]);

/** What happened when an agent was really started with a tiny task in an empty folder. */
export const agentTestReportSchema = z.object({
  ok: z.boolean(),
  durationMs: z.number().int(),
  exitCode: z.number().int().nullable(),
  /** Its final words, or the beginning of them. */
  answer: z.string(),
  /** The last lines that its program printed. */
  output: z.string(),
  problem: z
    .object({ category: problemCategorySchema, message: z.string(), help: z.array(z.string()) })
    .nullable(),
});
export type AgentTestReport = z.infer<typeof agentTestReportSchema>;
