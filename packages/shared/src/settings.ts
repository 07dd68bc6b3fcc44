import { z } from "zod";
import {
  agentDefinitionSchema,
  agentIdSchema,
  agentOptionsSchema,
  modelPriceSchema,
} from "./agents.ts";
import { defaultOrchestrator, orchestratorSchema } from "./orchestrators.ts";
import { textSchema } from "./primitives.ts";
import { promptTemplatesSchema } from "./prompt-templates.ts";
import { scanDepthSchema } from "./repositories.ts";

const agentsSchema = z
  .array(agentDefinitionSchema)
  .max(50)
  .refine((agents) => new Set(agents.map((agent) => agent.id)).size === agents.length, {
    message: "two agents have the same id",
  });

/** How many days the journals of ended runs are kept; null keeps them for ever. */
const journalKeepDaysSchema = z.number().int().min(1).max(36_500).nullable();
/** How large all journals may become before those of the oldest ended runs are deleted; null sets no limit. Bytes. */
const journalMaxBytesSchema = z.number().int().min(1_000_000).nullable();

const agentOptionsByIdSchema = z
  .record(agentIdSchema, agentOptionsSchema)
  .refine((options) => Object.keys(options).length <= 100, { message: "at most 100 agents" });
/** By the name of a model, or its beginning followed by `*`. */
const pricesSchema = z
  .record(z.string().min(1).max(200), modelPriceSchema)
  .refine((prices) => Object.keys(prices).length <= 500, { message: "at most 500 models" });

/** The limits of one turn of an agent, in milliseconds: at least a second, at most a week and a day. */
const turnMaxDurationMsSchema = z.number().int().min(1000).max(604_800_000);
const turnMaxSilenceMsSchema = z.number().int().min(1000).max(86_400_000);

const scanDirectoriesSchema = z.array(textSchema(4096)).min(1).max(50);

/** What the person can set; every key has a default. */
export const settingsSchema = z.object({
  /** The agent of a session whose creator names none; null: the first available real agent, else the demo agent. */
  defaultAgent: agentIdSchema.nullable().default(null),
  /** The orchestrator that a new session is offered first; a call that names none gets Ralph all the same. */
  defaultOrchestrator: orchestratorSchema.default(defaultOrchestrator),
  /** Prompts that the person keeps for new runs. */
  promptTemplates: promptTemplatesSchema.default([]),
  /** The agents that the person defined. */
  agents: agentsSchema.default([]),
  /** How many runs may go on at once, in all and in one repository. */
  maxConcurrentRuns: z.number().int().min(1).max(64).default(4),
  maxConcurrentRunsPerRepository: z.number().int().min(1).max(64).default(2),
  /** Whichever limit is reached first; the rows of the runs stay, and a run that goes on is never touched. */
  journalKeepDays: journalKeepDaysSchema.default(null),
  journalMaxBytes: journalMaxBytesSchema.default(null),
  /** Options of agents, built in or the person's own. */
  agentOptions: agentOptionsByIdSchema.default({}),
  /** Prices that go before the bundled ones where an agent tells tokens but no cost. */
  prices: pricesSchema.default({}),
  /** How long one turn of an agent may take: two hours are more than a sensible step needs. */
  turnMaxDurationMs: turnMaxDurationMsSchema.default(7_200_000),
  /** How long an agent may go without a sign of life: builds and tests that it runs are silent for minutes. */
  turnMaxSilenceMs: turnMaxSilenceMsSchema.default(1_800_000),
  /** Where repositories are looked for, whole paths or with `~`, and how many folders deep. */
  scanDirectories: scanDirectoriesSchema.default(["~"]),
  scanDepth: scanDepthSchema.default(4),
  /** The folder that clones are made in. */
  cloneDirectory: textSchema(4096).default("~/repositories"),
});
export type Settings = z.infer<typeof settingsSchema>;

/** Only the keys that are given change. */
export const settingsUpdateInputSchema = z.strictObject({
  defaultAgent: agentIdSchema.nullable().optional(),
  defaultOrchestrator: orchestratorSchema.optional(),
  promptTemplates: promptTemplatesSchema.optional(),
  agents: agentsSchema.optional(),
  maxConcurrentRuns: z.number().int().min(1).max(64).optional(),
  maxConcurrentRunsPerRepository: z.number().int().min(1).max(64).optional(),
  journalKeepDays: journalKeepDaysSchema.optional(),
  journalMaxBytes: journalMaxBytesSchema.optional(),
  agentOptions: agentOptionsByIdSchema.optional(),
  prices: pricesSchema.optional(),
  turnMaxDurationMs: turnMaxDurationMsSchema.optional(),
  turnMaxSilenceMs: turnMaxSilenceMsSchema.optional(),
  scanDirectories: scanDirectoriesSchema.optional(),
  scanDepth: scanDepthSchema.optional(),
  cloneDirectory: textSchema(4096).optional(),
});
