import { z } from "zod";
import { agentIdSchema, problemCategorySchema } from "./agents.ts";
import { budgetSchema, checkSchema } from "./budgets.ts";
import { orchestratorSchema } from "./orchestrators.ts";
import { idSchema, timeSchema, usdSchema } from "./primitives.ts";
import { runReasonSchema } from "./runs.ts";

/**
 * The events of a run's journal. The words for agent activity follow the Agent Client Protocol.
 * Bodies are what producers emit; the journal adds `seq` (from 1, without gaps) and `at`.
 */

const iterationField = { iteration: z.number().int().min(1) };

export const toolKindSchema = z.enum([
  "read",
  "edit",
  "delete",
  "move",
  "search",
  "execute",
  "think",
  "fetch",
  "switch_mode",
  "other",
]);
export const toolStatusSchema = z.enum(["pending", "in_progress", "completed", "failed"]);
export const planEntrySchema = z.object({
  content: z.string(),
  priority: z.enum(["high", "medium", "low"]),
  status: z.enum(["pending", "in_progress", "completed"]),
});

const runStarted = z.object({
  type: z.literal("run.started"),
  runId: idSchema,
  sessionId: idSchema,
  orchestrator: orchestratorSchema,
  agent: agentIdSchema,
  prompt: z.string(),
  budget: budgetSchema,
  checks: z.array(checkSchema),
  branch: z.string(),
  baseCommit: z.string(),
});

const iterationStarted = z.object({
  type: z.literal("iteration.started"),
  ...iterationField,
  maxIterations: z.number().int(),
  /** What the agent is told in this iteration beyond the person's prompt (check results, notes). */
  feedback: z.string().nullable(),
  /** What ends the iteration's turn from outside: its own time, and the time it may go on without a sign of life (ms). */
  turnLimits: z
    .object({ maxDurationMs: z.number().int(), maxSilenceMs: z.number().int() })
    .optional(),
  /** Whether the agent continues its last conversation. */
  resumed: z.boolean().optional(),
});

/** A piece of a message or thought; pieces with one `messageId` belong together, in order. */
const agentMessage = z.object({
  type: z.literal("agent.message"),
  ...iterationField,
  messageId: z.string(),
  kind: z.enum(["message", "thought"]),
  text: z.string(),
});

/** A tool call as it is now: a later event with the same `toolCallId` replaces the fields it carries. */
const agentTool = z.object({
  type: z.literal("agent.tool"),
  ...iterationField,
  toolCallId: z.string(),
  title: z.string().optional(),
  kind: toolKindSchema.optional(),
  status: toolStatusSchema.optional(),
  input: z.string().optional(),
  output: z.string().optional(),
  diffs: z
    .array(z.object({ path: z.string(), oldText: z.string().nullable(), newText: z.string() }))
    .optional(),
  locations: z.array(z.string()).optional(),
  /** The exit code of a command that the call ran. */
  exitCode: z.number().int().optional(),
});

const agentPlan = z.object({
  type: z.literal("agent.plan"),
  ...iterationField,
  entries: z.array(planEntrySchema),
});

/**
 * What was used since the run's previous usage event: sum them. What the agent does not report is null. `inputTokens` are all that
 * were read, `cachedInputTokens` those of them that came from a cache.
 */
const agentUsage = z.object({
  type: z.literal("agent.usage"),
  ...iterationField,
  inputTokens: z.number().int().nullable(),
  outputTokens: z.number().int().nullable(),
  costUsd: usdSchema.nullable(),
  cachedInputTokens: z.number().int().nullable().optional(),
  model: z.string().optional(),
  /** Whether the cost is Signalbox's estimate from public prices, not the agent's word. */
  costEstimated: z.boolean().optional(),
});

/** One line that the agent's program printed. `truncated` when the line was longer than the limit. */
const output = z.object({
  type: z.literal("output"),
  ...iterationField,
  stream: z.enum(["stdout", "stderr"]),
  text: z.string(),
  truncated: z.boolean().optional(),
});

/** The outcome of one check. `output` is the tail of what it printed. */
const check = z.object({
  type: z.literal("check"),
  ...iterationField,
  name: z.string(),
  command: z.string(),
  passed: z.boolean(),
  exitCode: z.number().int().nullable(),
  durationMs: z.number().int(),
  output: z.string(),
});

/** The repository's set-up command in a new worktree, as it begins and as it ends. `output` is the tail of what it printed. */
const setup = z.object({
  type: z.literal("setup"),
  command: z.string(),
  status: z.enum(["started", "succeeded", "failed"]),
  exitCode: z.number().int().nullable(),
  durationMs: z.number().int(),
  output: z.string(),
});

const checkpoint = z.object({
  type: z.literal("checkpoint"),
  ...iterationField,
  commit: z.string(),
  subject: z.string(),
  filesChanged: z.number().int(),
  insertions: z.number().int(),
  deletions: z.number().int(),
});

/**
 * A conversation of an agent that a follow-up run may continue, with the tokens and the cost that it has used so far where the agent
 * counts them over the whole conversation.
 */
export const conversationSchema = z.object({
  id: z.string().min(1).max(500),
  inputTokens: z.number().int().nullable(),
  cachedInputTokens: z.number().int().nullable(),
  outputTokens: z.number().int().nullable(),
  costUsd: usdSchema.nullable().optional(),
});
export type Conversation = z.infer<typeof conversationSchema>;

export const turnOutcomeSchema = z.enum(["succeeded", "failed", "cancelled"]);

const iterationEnded = z.object({
  type: z.literal("iteration.ended"),
  ...iterationField,
  outcome: turnOutcomeSchema,
  /** Whether the agent gave the completion promise as its own final line. */
  promise: z.boolean(),
  /** Whether the worktree's content differs from before the iteration. */
  changed: z.boolean(),
  exitCode: z.number().int().nullable(),
  durationMs: z.number().int(),
  problem: z.string().nullable(),
  category: problemCategorySchema.optional(),
  /** Steps that a person can take about the problem. */
  help: z.array(z.string()).optional(),
  conversation: conversationSchema.optional(),
});

const notice = z.object({
  type: z.literal("notice"),
  iteration: z.number().int().min(1).optional(),
  level: z.enum(["info", "warning", "error"]),
  message: z.string(),
  /** When what the notice is about is over: the run waits until then. */
  until: timeSchema.optional(),
  category: problemCategorySchema.optional(),
});

/** What the person told the agent while the run was going on. */
const guidance = z.object({
  type: z.literal("guidance"),
  iteration: z.number().int().min(1).optional(),
  text: z.string(),
  /** Whether the turn that was going on got it, or the next iteration gets it. */
  delivery: z.enum(["turn", "next_iteration"]),
});

const runEnded = z.object({
  type: z.literal("run.ended"),
  status: z.enum(["completed", "error", "cancelled"]),
  reason: runReasonSchema,
  /** One sentence for a person: why the run ended. */
  message: z.string(),
  exitCode: z.number().int().nullable(),
  iterations: z.number().int(),
  inputTokens: z.number().int().nullable(),
  outputTokens: z.number().int().nullable(),
  costUsd: usdSchema.nullable(),
  durationMs: z.number().int(),
  category: problemCategorySchema.optional(),
  help: z.array(z.string()).optional(),
  costEstimated: z.boolean().optional(),
});

const bodies = [
  runStarted,
  iterationStarted,
  agentMessage,
  agentTool,
  agentPlan,
  agentUsage,
  output,
  check,
  setup,
  checkpoint,
  iterationEnded,
  notice,
  guidance,
  runEnded,
] as const;

const recordFields = { seq: z.number().int().min(1), at: timeSchema };

export const eventBodySchema = z.discriminatedUnion("type", bodies);
export type EventBody = z.infer<typeof eventBodySchema>;
export type EventType = EventBody["type"];
/** The types by name; what is not among them does not compile where an event's type is asked for. */
export const eventTypeSchema = z.enum([
  "run.started",
  "iteration.started",
  "agent.message",
  "agent.tool",
  "agent.plan",
  "agent.usage",
  "output",
  "check",
  "setup",
  "checkpoint",
  "iteration.ended",
  "notice",
  "guidance",
  "run.ended",
] satisfies EventType[]);

/** One journal record. */
export const eventSchema = z.discriminatedUnion("type", [
  runStarted.extend(recordFields),
  iterationStarted.extend(recordFields),
  agentMessage.extend(recordFields),
  agentTool.extend(recordFields),
  agentPlan.extend(recordFields),
  agentUsage.extend(recordFields),
  output.extend(recordFields),
  check.extend(recordFields),
  setup.extend(recordFields),
  checkpoint.extend(recordFields),
  iterationEnded.extend(recordFields),
  notice.extend(recordFields),
  guidance.extend(recordFields),
  runEnded.extend(recordFields),
]);
export type Event = z.infer<typeof eventSchema>;
export type EventOf<Type extends EventType> = Extract<Event, { type: Type }>;

/** What an agent adapter emits during one turn; the driver adds the iteration. */
type WithoutIteration<Body> = Body extends unknown ? Omit<Body, "iteration"> : never;
export type AgentEventBody = WithoutIteration<
  Extract<
    EventBody,
    { type: "agent.message" | "agent.tool" | "agent.plan" | "agent.usage" | "output" | "notice" }
  >
>;

export const runEventsInputSchema = z.object({
  runId: idSchema,
  /** Only events with a greater seq. */
  after: z.number().int().min(0).optional(),
  /** Only events with a smaller seq; without `after`, the last ones before it. */
  before: z.number().int().min(1).optional(),
  limit: z.number().int().min(1).max(2000).default(500),
});
/** A stretch of a journal. `firstSeq` and `lastSeq` are those of the whole journal (0 when it is empty); `ended` says whether its last record is `run.ended`. The journal of an ended run may be deleted to keep within the settings: then there are no events, `ended` is true and `journalDeleted` says why. */
export const runEventsPageSchema = z.object({
  events: z.array(eventSchema),
  firstSeq: z.number().int().min(0),
  lastSeq: z.number().int().min(0),
  ended: z.boolean(),
  journalDeleted: z.boolean(),
});
export const runOnEventsInputSchema = z.object({
  runId: idSchema,
  /** The id of the last batch that was received: a seq as text. */
  lastEventId: z
    .string()
    .regex(/^\d{1,15}$/, "a sequence number")
    .nullish(),
});
