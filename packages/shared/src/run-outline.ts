import { z } from "zod";
import { problemCategorySchema } from "./agents.ts";
import { eventSchema, eventTypeSchema, turnOutcomeSchema } from "./events.ts";
import { idSchema, timeSchema, usdSchema } from "./primitives.ts";

/** One iteration of a run in a few numbers. What has not happened yet, or was not told, is null. */
export const iterationOutlineSchema = z.object({
  iteration: z.number().int().min(1),
  /** The first and the last event that belong to it, as far as the run has come. */
  firstSeq: z.number().int().min(1),
  lastSeq: z.number().int().min(1),
  startedAt: timeSchema.nullable(),
  endedAt: timeSchema.nullable(),
  outcome: turnOutcomeSchema.nullable(),
  promise: z.boolean(),
  problem: z.string().nullable(),
  category: problemCategorySchema.nullable(),
  inputTokens: z.number().int().nullable(),
  outputTokens: z.number().int().nullable(),
  costUsd: usdSchema.nullable(),
  costEstimated: z.boolean(),
  /** Of its checkpoint; null when it made none. */
  commit: z.string().nullable(),
  filesChanged: z.number().int().nullable(),
  insertions: z.number().int().nullable(),
  deletions: z.number().int().nullable(),
  checks: z.array(z.object({ name: z.string(), passed: z.boolean(), seq: z.number().int() })),
});
export type IterationOutline = z.infer<typeof iterationOutlineSchema>;

/** A run from afar: its iterations in order, and how many events of each type there are. Read again after `lastSeq` has grown. */
export const runOutlineSchema = z.object({
  firstSeq: z.number().int().min(0),
  lastSeq: z.number().int().min(0),
  ended: z.boolean(),
  /** Whether the journal was deleted to keep within the settings: the outline is then empty. */
  journalDeleted: z.boolean(),
  iterations: z.array(iterationOutlineSchema),
  counts: z.partialRecord(eventTypeSchema, z.number().int().min(0)),
});
export type RunOutline = z.infer<typeof runOutlineSchema>;

/** How many matches one call gives at most. */
const maxSearchMatches = 200;
/**
 * Looks for text in a run's events, in what a person reads of them (messages, titles, inputs and outputs of tools, output lines, checks,
 * notices, prompts), without regard to case. A call reads a bounded stretch of the journal and gives where to go on.
 */
export const runSearchInputSchema = z.object({
  runId: idSchema,
  query: z.string().min(1).max(200),
  types: z.array(eventTypeSchema).min(1).max(20).optional(),
  /** Only events with a greater seq. */
  after: z.number().int().min(0).default(0),
  limit: z.number().int().min(1).max(maxSearchMatches).default(50),
});
export const runSearchMatchSchema = z.object({
  seq: z.number().int().min(1),
  type: eventTypeSchema,
  iteration: z.number().int().nullable(),
  /** The line that the match stands in, cut around it to at most 200 characters, and where in `excerpt` it begins and how long it is. */
  excerpt: z.string(),
  at: z.number().int().min(0),
  length: z.number().int().min(1),
});
export const runSearchPageSchema = z.object({
  matches: z.array(runSearchMatchSchema),
  /** Where the next call goes on (`after`); null when the journal's end, as it was then, is reached. */
  next: z.number().int().nullable(),
  lastSeq: z.number().int().min(0),
});
export type RunSearchMatch = z.infer<typeof runSearchMatchSchema>;

/**
 * Only events of the given types, in order: forwards from `after`, or backwards from `before`, with bounded work a call. `events` is in
 * ascending order either way.
 */
export const runFilterInputSchema = z.object({
  runId: idSchema,
  types: z.array(eventTypeSchema).min(1).max(20),
  after: z.number().int().min(0).optional(),
  before: z.number().int().min(1).optional(),
  limit: z.number().int().min(1).max(2000).default(500),
});
export const runFilterPageSchema = z.object({
  events: z.array(eventSchema),
  /** The seq to go on from in the same direction (`after` or `before`); null when that end of the journal is reached. */
  next: z.number().int().nullable(),
  lastSeq: z.number().int().min(0),
});
