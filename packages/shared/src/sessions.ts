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

/**
 * Where a session stands on the board. `needs_you`: it has no run yet, or its latest run ended, and nobody has said that they are done
 * with it. `done`: the person said so, or landed its work; its next run takes it back.
 */
export const sessionStateSchema = z.enum(["needs_you", "running", "queued", "done"]);
export type SessionState = z.infer<typeof sessionStateSchema>;

/** The state that a session's own fields tell. */
export function stateOfSession(session: Pick<Session, "status" | "doneAt">): SessionState {
  if (session.status === "running" || session.status === "queued") return session.status;
  return session.doneAt === null ? "needs_you" : "done";
}

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
  /** When the person said that they are done with it, or its work was landed; null while it still wants something of them. */
  doneAt: timeSchema.nullable(),
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

/** `newest`: by when it was made. `changed`: by its last change, the latest first. `name`: from A to Z. */
export const sessionSortSchema = z.enum(["newest", "changed", "name"]);
export type SessionSort = z.infer<typeof sessionSortSchema>;

/** What narrows a list of sessions. `search` looks in the name of the session and of its repository, the branch and the latest prompt. */
const sessionFiltersSchema = z.object({
  repositoryId: idSchema.optional(),
  orchestrator: orchestratorSchema.optional(),
  agent: agentIdSchema.optional(),
  search: z.string().trim().max(200).optional(),
});
export const sessionListInputSchema = pageInputSchema.extend(sessionFiltersSchema.shape).extend({
  status: sessionStatusSchema.optional(),
  state: sessionStateSchema.optional(),
  sort: sessionSortSchema.default("newest"),
});

const stateCountsSchema = z.record(sessionStateSchema, z.number().int().min(0));
/** How many sessions stand in each state: all that the filters leave, and those of each repository among them (at most 200, those with most to do first). */
export const sessionCountsInputSchema = sessionFiltersSchema;
export const sessionCountsSchema = z.object({
  states: stateCountsSchema,
  repositories: z.array(z.object({ id: idSchema, name: z.string(), states: stateCountsSchema })),
});
export type SessionCounts = z.infer<typeof sessionCountsSchema>;

export const sessionIdInputSchema = z.object({ id: idSchema });
/** Only the keys that are given change; runs that go on keep the options they began with. */
export const sessionUpdateInputSchema = z.object({
  id: idSchema,
  name: sessionNameSchema.optional(),
  agentOptions: sessionAgentOptionsSchema.optional(),
  /** Whether the person is done with it; refused with `SESSION_BUSY` while a run goes on. */
  done: z.boolean().optional(),
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
