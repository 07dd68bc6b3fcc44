import { z } from "zod";
import { agentDefinitionSchema, agentIdSchema } from "./agents.ts";

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

/** What the person can set; every key has a default. */
export const settingsSchema = z.object({
  /** The agent of a session whose creator names none; null: the first available real agent, else the demo agent. */
  defaultAgent: agentIdSchema.nullable().default(null),
  /** The agents that the person defined. */
  agents: agentsSchema.default([]),
  /** How many runs may go on at once, in all and in one repository. */
  maxConcurrentRuns: z.number().int().min(1).max(64).default(4),
  maxConcurrentRunsPerRepository: z.number().int().min(1).max(64).default(2),
  /** Whichever limit is reached first; the rows of the runs stay, and a run that goes on is never touched. */
  journalKeepDays: journalKeepDaysSchema.default(null),
  journalMaxBytes: journalMaxBytesSchema.default(null),
});
export type Settings = z.infer<typeof settingsSchema>;

/** Only the keys that are given change. */
export const settingsUpdateInputSchema = z.strictObject({
  defaultAgent: agentIdSchema.nullable().optional(),
  agents: agentsSchema.optional(),
  maxConcurrentRuns: z.number().int().min(1).max(64).optional(),
  maxConcurrentRunsPerRepository: z.number().int().min(1).max(64).optional(),
  journalKeepDays: journalKeepDaysSchema.optional(),
  journalMaxBytes: journalMaxBytesSchema.optional(),
});
