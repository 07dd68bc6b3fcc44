import {
  agentIdSchema,
  idSchema,
  orchestratorSchema,
  sessionSortSchema,
  sessionStateSchema,
  sessionStatusSchema,
} from "@signalbox/shared";
import { z } from "zod";

/** `states`: a column for each state. `repositories`: a lane for each repository. `list`: a dense table. */
export const overviewViewSchema = z.enum(["states", "repositories", "list"]);
export type OverviewView = z.infer<typeof overviewViewSchema>;

/** What the address of the overview says; whatever is wrong in it counts as not said. */
export const overviewSearchSchema = z.object({
  /** The address bar reads `q=12` as a number; a search is always text. */
  q: z
    .union([z.string(), z.number().transform(String)])
    .optional()
    .catch(undefined),
  view: overviewViewSchema.optional().catch(undefined),
  state: sessionStateSchema.optional().catch(undefined),
  status: sessionStatusSchema.optional().catch(undefined),
  /** The id of a repository; `repository` is the one of the new-session window. */
  repo: idSchema.optional().catch(undefined),
  orchestrator: orchestratorSchema.optional().catch(undefined),
  agent: agentIdSchema.optional().catch(undefined),
  sort: sessionSortSchema.optional().catch(undefined),
});
export type OverviewSearch = z.infer<typeof overviewSearchSchema>;

/** The filters of the address as the server takes them; where the sessions stand on the board is left to each part of it. */
export function filtersOf({ q, repo, orchestrator, agent }: OverviewSearch) {
  return {
    search: q?.trim() || undefined,
    repositoryId: repo,
    orchestrator,
    agent,
  };
}
export type OverviewFilters = ReturnType<typeof filtersOf>;

/** The parts of the address that leave sessions out, in the order in which the page has them. */
export const filterKeys = ["q", "state", "status", "repo", "orchestrator", "agent"] as const;
export type FilterKey = (typeof filterKeys)[number];

/** Which of them are set. */
export function activeFilters(search: OverviewSearch): FilterKey[] {
  return filterKeys.filter((key) => (key === "q" ? search.q?.trim() : search[key]));
}
