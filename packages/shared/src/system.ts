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
});
export type SystemInfo = z.infer<typeof systemInfoSchema>;
