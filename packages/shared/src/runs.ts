import { z } from "zod";
import { problemCategorySchema } from "./agents.ts";
import { budgetInputSchema, budgetSchema, checkSchema } from "./budgets.ts";
import {
  idSchema,
  pageInputSchema,
  pageSchema,
  textSchema,
  timeSchema,
  usdSchema,
} from "./primitives.ts";

export const runStatusSchema = z.enum(["queued", "running", "completed", "error", "cancelled"]);
export type RunStatus = z.infer<typeof runStatusSchema>;

/** Why a run ended. */
export const runReasonSchema = z.enum([
  "completed",
  "stopped",
  "max_iterations",
  "max_duration",
  "max_cost",
  "no_progress",
  "agent_failed",
  "runner_lost",
  "error",
]);
export type RunReason = z.infer<typeof runReasonSchema>;
export type EndedRunStatus = "completed" | "error" | "cancelled";

/** The status of a run that ended for `reason`: a budget stop is not a success. */
export function statusOfReason(reason: RunReason): EndedRunStatus {
  switch (reason) {
    case "completed":
      return "completed";
    case "stopped":
      return "cancelled";
    case "max_iterations":
    case "max_duration":
    case "max_cost":
    case "no_progress":
    case "agent_failed":
    case "runner_lost":
    case "error":
      return "error";
  }
}

/** Whether a run of this status has ended and will not change again. */
export function isEnded(status: RunStatus): status is EndedRunStatus {
  return status !== "queued" && status !== "running";
}

/** Whether a run's first iteration begins a conversation with the agent or continues the session's last one. */
export const conversationModeSchema = z.enum(["fresh", "resume"]);

/** One execution of the session's orchestrator on one prompt. What the agent does not report is null, not 0. */
export const runSchema = z.object({
  id: idSchema,
  sessionId: idSchema,
  /** 1 for the session's first run. */
  number: z.number().int().min(1),
  /** Whole in `runs.get`, `runs.list` and `sessions.get`; where many sessions are told of, only its beginning. */
  prompt: z.string(),
  /** Whether `prompt` is only the beginning, `maxListedPromptLength` characters of it. */
  promptTruncated: z.boolean(),
  status: runStatusSchema,
  /** Where the run stands in the queue: 1 is the next to start; null when it is not queued. */
  queuePosition: z.number().int().min(1).nullable(),
  reason: runReasonSchema.nullable(),
  /** What kind of problem ended it; null when there was none, or nobody could say. */
  category: problemCategorySchema.nullable(),
  /** The exit code of the last agent process; null while there is none or when a signal ended it. */
  exitCode: z.number().int().nullable(),
  iterations: z.number().int().min(0),
  /** The checks of the last iteration that ran any, as far as they have come; 0 before the first. */
  checksPassed: z.number().int().min(0),
  checksFailed: z.number().int().min(0),
  inputTokens: z.number().int().nullable(),
  outputTokens: z.number().int().nullable(),
  costUsd: usdSchema.nullable(),
  /** Whether some of the cost is an estimate from public prices. */
  costEstimated: z.boolean(),
  /** Whether the run began with a fresh conversation or continued the agent's last one. */
  conversation: conversationModeSchema,
  /** Whether there is a conversation of the agent that a follow-up run can continue. */
  resumable: z.boolean(),
  budget: budgetSchema,
  checks: z.array(checkSchema),
  createdAt: timeSchema,
  startedAt: timeSchema.nullable(),
  endedAt: timeSchema.nullable(),
  lastSeq: z.number().int().min(0),
});
export type Run = z.infer<typeof runSchema>;

/** The longest prompt: it is kept in the database and in every journal. 256 KiB of text. */
export const maxPromptLength = 262_144;

/** How much of a run's prompt `sessions.list` and `sessions.onChange` carry: a list of 50 whole ones could be 13 MB. */
export const maxListedPromptLength = 2000;

/** The checks of a new run. */
export const runChecksSchema = z
  .array(checkSchema)
  .max(20)
  .default([])
  .refine((checks) => new Set(checks.map((check) => check.name)).size === checks.length, {
    message: "two checks have the same name",
  });

export const runStartInputSchema = z.object({
  sessionId: idSchema,
  prompt: textSchema(maxPromptLength),
  budget: budgetInputSchema.prefault({}),
  conversation: conversationModeSchema.default("fresh"),
  checks: runChecksSchema,
});
export type RunStartInput = z.infer<typeof runStartInputSchema>;

export const runStopInputSchema = z.object({ runId: idSchema, force: z.boolean().default(false) });
/** The longest guidance: it goes into one prompt and into the journal. */
const maxGuidanceLength = 20_000;
export const runSteerInputSchema = z.object({
  runId: idSchema,
  text: textSchema(maxGuidanceLength),
});
export const runIdInputSchema = z.object({ id: idSchema });
export const runListInputSchema = pageInputSchema.extend({ sessionId: idSchema });
export const runPageSchema = pageSchema(runSchema);
