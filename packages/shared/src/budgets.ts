import { z } from "zod";
import { textSchema } from "./primitives.ts";

/** How many iterations a run may take when nobody says otherwise: no unbounded loop exists. */
export const defaultMaxIterations = 25;
/** The most iterations a person may allow one run: a typing mistake must not buy a night of agents. */
export const highestMaxIterations = 1000;

/** The limits of a run as a person gives them. */
export const budgetInputSchema = z.object({
  maxIterations: z.number().int().min(1).max(highestMaxIterations).default(defaultMaxIterations),
  maxDurationMs: z
    .number()
    .int()
    .min(1000)
    .max(7 * 24 * 3_600_000)
    .optional(),
  maxCostUsd: z.number().positive().max(100_000).optional(),
});

/** The limits that a run has: an absent one is null. */
export const budgetSchema = z.object({
  maxIterations: z.number().int().min(1),
  maxDurationMs: z.number().int().nullable(),
  maxCostUsd: z.number().nullable(),
});
export type Budget = z.infer<typeof budgetSchema>;

/** A command that must exit 0 before a run may call itself completed; run with `sh -c` in the worktree. */
export const checkSchema = z.object({
  name: textSchema(80),
  command: textSchema(4000),
});
export type Check = z.infer<typeof checkSchema>;
