import { z } from "zod";
import { idSchema } from "./primitives.ts";

/** The longest stretch of days that is told at once. */
const maxActivityDays = 92;

/**
 * What the runs of the last days did. A day is one of the person's own: `timeZone` is an IANA name ("Europe/Berlin"). A run counts on
 * the day on which it ended; one that goes on counts today.
 */
export const activityInputSchema = z.object({
  days: z.number().int().min(1).max(maxActivityDays).default(14),
  timeZone: z.string().min(1).max(100).default("UTC"),
  repositoryId: idSchema.optional(),
});
export const activityDaySchema = z.object({
  /** `2026-11-24`. */
  date: z.iso.date(),
  runs: z.number().int().min(0),
  completed: z.number().int().min(0),
  /** Ended without completing: an error, a budget, a stop. */
  unfinished: z.number().int().min(0),
  /** Of runs that told one; `costEstimated` when some of it is estimated. */
  costUsd: z.number().nonnegative(),
  costEstimated: z.boolean(),
  inputTokens: z.number().int().min(0),
  outputTokens: z.number().int().min(0),
  /** How long runs went on, in milliseconds. */
  durationMs: z.number().int().min(0),
});
/** One entry a day without gaps, the oldest first, today last. */
export const activitySchema = z.object({ days: z.array(activityDaySchema) });
export type Activity = z.infer<typeof activitySchema>;
export type ActivityDay = z.infer<typeof activityDaySchema>;
