import { z } from "zod";
import { agentIdSchema, sessionAgentOptionsSchema } from "./agents.ts";
import { defaultOrchestrator, orchestratorSchema } from "./orchestrators.ts";
import { idSchema, pageInputSchema, pageSchema, textSchema, timeSchema } from "./primitives.ts";
import { runSchema } from "./runs.ts";

/** A session follows its latest run; `idle` before the first. */
export const sessionStatusSchema = z.enum([
  "idle",
  "queued",
  "running",
  "completed",
  "error",
  "cancelled",
]);
export type SessionStatus = z.infer<typeof sessionStatusSchema>;

/** One line of work on one repository: one orchestrator, one agent, one worktree on its own branch. */
export const sessionSchema = z.object({
  id: idSchema,
  repositoryId: idSchema,
  name: z.string(),
  orchestrator: orchestratorSchema,
  agent: agentIdSchema,
  /** What of the agent's options this session sets differently from the settings. */
  agentOptions: sessionAgentOptionsSchema,
  status: sessionStatusSchema,
  branch: z.string(),
  baseBranch: z.string(),
  /** The commit that the branch began from. */
  baseCommit: z.string(),
  worktreePath: z.string(),
  createdAt: timeSchema,
  updatedAt: timeSchema,
});
export type Session = z.infer<typeof sessionSchema>;

/** A session whose worktree was just made, with what a person should know of it: what was left out, where work was found. */
export const sessionOpenedSchema = sessionSchema.extend({ notes: z.array(z.string()) });
export type SessionOpened = z.infer<typeof sessionOpenedSchema>;

export const sessionWithRunSchema = sessionSchema.extend({
  repositoryName: z.string(),
  latestRun: runSchema.nullable(),
});
export type SessionWithRun = z.infer<typeof sessionWithRunSchema>;

const sessionNameSchema = textSchema(300);

export const sessionCreateInputSchema = z.object({
  repositoryId: idSchema,
  name: sessionNameSchema.optional(),
  orchestrator: orchestratorSchema.default(defaultOrchestrator),
  agent: agentIdSchema.optional(),
  agentOptions: sessionAgentOptionsSchema.optional(),
  /** A branch, a branch of a remote, a tag or a commit id. Only into a local branch can work be landed without naming another. */
  baseBranch: z.string().min(1).max(255).optional(),
});
export type SessionCreateInput = z.infer<typeof sessionCreateInputSchema>;

export const sessionListInputSchema = pageInputSchema.extend({
  repositoryId: idSchema.optional(),
  status: sessionStatusSchema.optional(),
  orchestrator: orchestratorSchema.optional(),
  search: z.string().trim().max(200).optional(),
});
export const sessionIdInputSchema = z.object({ id: idSchema });
/** Only the keys that are given change; runs that go on keep the options they began with. */
export const sessionUpdateInputSchema = z.object({
  id: idSchema,
  name: sessionNameSchema.optional(),
  agentOptions: sessionAgentOptionsSchema.optional(),
});
export const sessionDeleteInputSchema = z.object({
  id: idSchema,
  discardWork: z.boolean().default(false),
});
/** What was kept of a deleted session's work: a ref and, for uncommitted work, a commit behind it; null when nothing was discarded. */
export const sessionDeleteOutputSchema = z.object({
  id: idSchema,
  archivedRef: z.string().nullable(),
  /** Where repositories that lay inside the worktree were moved to; not there when there were none. */
  notes: z.array(z.string()).optional(),
});
export const sessionPageSchema = pageSchema(sessionWithRunSchema);

/** One message of `sessions.onChange`: a session as it is now, or the id of one that is gone. */
export const sessionChangeSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("changed"), session: sessionWithRunSchema }),
  z.object({ kind: z.literal("deleted"), sessionId: idSchema }),
]);
export type SessionChange = z.infer<typeof sessionChangeSchema>;
