import { z } from "zod";

/** What the session's address says about its timeline: the kinds that are shown (`tools.checks`), and whether as a raw log. */
export const timelineSearchShape = {
  kinds: z.string().max(200).optional().catch(undefined),
  log: z.boolean().optional().catch(undefined),
};
