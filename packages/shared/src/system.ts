import { z } from "zod";
import { agentStatusSchema } from "./agents.ts";
import { orchestratorStatusSchema } from "./orchestrators.ts";
import { timeSchema } from "./primitives.ts";

export const systemInfoSchema = z.object({
  version: z.string(),
  home: z.string(),
  startedAt: timeSchema,
  orchestrators: z.array(orchestratorStatusSchema),
  agents: z.array(agentStatusSchema),
  /** What the data folder holds. The database counts with what is not yet written into its one file. */
  sizes: z.object({
    databaseBytes: z.number().int().min(0),
    journalBytes: z.number().int().min(0),
    journalCount: z.number().int().min(0),
    worktreeCount: z.number().int().min(0),
  }),
});
export type SystemInfo = z.infer<typeof systemInfoSchema>;
