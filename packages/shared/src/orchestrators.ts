import { z } from "zod";

/** The strategies that can drive a session's agents, in the order in which they are shown. */
export const orchestratorSchema = z.enum(["ralph", "gsd", "gastown"]);
export type Orchestrator = z.infer<typeof orchestratorSchema>;

/** What a session gets when its creator names no orchestrator. */
export const defaultOrchestrator: Orchestrator = "ralph";

/** Whether this release ships a working driver, and what to do when it does not. */
interface OrchestratorRelease {
  name: string;
  description: string;
  /** The work that it suits, as the end of a sentence. */
  goodFor: string;
  available: boolean;
  reason: string | null;
  help: string[];
}

/** The availability map: facts of the release. What only the host can tell, the server adds. */
export const orchestratorCatalog: Record<Orchestrator, OrchestratorRelease> = {
  ralph: {
    name: "Ralph",
    description:
      "The same prompt again and again, each time to an agent with a fresh context, until the work is done and every check passes.",
    goodFor: "work whose end a check can tell: failing tests, a migration, a long list of chores.",
    available: true,
    reason: null,
    help: [],
  },
  gsd: {
    name: "GSD",
    description:
      "Get Shit Done: plans the work in phases, then carries out and verifies one phase after the other.",
    goodFor: "a feature that is large enough to be planned before it is built.",
    available: false,
    reason: "This release of Signalbox has no driver for GSD yet.",
    help: ["Choose Ralph for this session."],
  },
  gastown: {
    name: "Gas Town",
    description: "A town of agents with roles that share a work queue and hand work to each other.",
    goodFor: "many pieces of work that can be done side by side.",
    available: false,
    reason: "This release of Signalbox has no driver for Gas Town yet.",
    help: ["Choose Ralph for this session."],
  },
};

/** What a person is told about one orchestrator: the release's facts and the host's together. */
export const orchestratorStatusSchema = z.object({
  id: orchestratorSchema,
  name: z.string(),
  description: z.string(),
  goodFor: z.string(),
  available: z.boolean(),
  reason: z.string().nullable(),
  help: z.array(z.string()),
});
export type OrchestratorStatus = z.infer<typeof orchestratorStatusSchema>;
