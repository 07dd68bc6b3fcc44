import { z } from "zod";
import { commitIdSchema, diffStatSchema, gitPathSchema } from "./git.ts";
import { idSchema, isWithoutNul, textSchema, withoutNul } from "./primitives.ts";

/** How a session's work comes into another branch. */
export const landStrategySchema = z.enum(["merge", "squash", "rebase", "fast_forward"]);
export type LandStrategy = z.infer<typeof landStrategySchema>;

/** One side of a file that both changed; `text` is null for a binary or very large one, and beyond the first files. */
export const conflictSideSchema = z.object({
  mode: z.string(),
  blob: z.string(),
  sizeBytes: z.number().int(),
  text: z.string().nullable(),
});
export type ConflictSide = z.infer<typeof conflictSideSchema>;

export const gitConflictSchema = z.object({
  path: z.string(),
  /** Git's name for it: `contents`, `modify/delete`, `rename/rename`, … */
  kind: z.string(),
  /** Git's words about it. */
  words: z.string(),
  /** What both sides began from; null where a side has no such file. */
  ancestor: conflictSideSchema.nullable(),
  base: conflictSideSchema.nullable(),
  session: conflictSideSchema.nullable(),
  /** Both sides with conflict markers, where git can write them. */
  merged: z.string().nullable(),
});
export type GitConflict = z.infer<typeof gitConflictSchema>;

/** Longer texts are for an editor. Characters. */
const maxResolutionLength = 1_048_576;

/** How one file that both sides changed is to be: that of one side, or a text. */
export const conflictResolutionSchema = z.union([
  z.object({ path: gitPathSchema, take: z.enum(["base", "session"]) }),
  z.object({ path: gitPathSchema, text: z.string().max(maxResolutionLength) }),
]);
export type ConflictResolution = z.infer<typeof conflictResolutionSchema>;

export const landBlockerKinds = [
  "run_going_on",
  "uncommitted_work",
  "not_a_local_branch",
  "not_fast_forward",
  "checkout_has_changes",
  "checkout_is_busy",
  "checkout_is_missing",
  "files_in_the_way",
] as const;

/** What keeps work from being landed, and the way out. */
export const landBlockerSchema = z.object({
  kind: z.enum(landBlockerKinds),
  message: z.string(),
  help: z.array(z.string()),
});
export type LandBlocker = z.infer<typeof landBlockerSchema>;

export const gitLandInputSchema = z.object({
  sessionId: idSchema,
  strategy: landStrategySchema.default("merge"),
  /** The local branch that gets the work; the session's base branch when it is not given. */
  into: textSchema(255).optional(),
  /** The message of the merge or squash commit. */
  message: z.string().trim().min(1).max(65_536).refine(isWithoutNul, withoutNul).optional(),
  /** Only tell what would happen. */
  dryRun: z.boolean().default(false),
  /** For `merge` and `squash`: every file of the conflicts, solved. */
  resolutions: z.array(conflictResolutionSchema).max(200).optional(),
  /** The commits that a dry run told: with others by now, nothing is landed. */
  expected: z.object({ head: commitIdSchema, intoCommit: commitIdSchema }).optional(),
});

export const landPlanSchema = z.object({
  outcome: z.enum(["ready", "nothing_to_land", "conflicts", "blocked"]),
  strategy: landStrategySchema,
  into: z.string(),
  intoCommit: z.string().nullable(),
  head: z.string(),
  /** How many commits of the session the branch does not have. */
  commits: z.number().int(),
  /** The message that the commit of a merge or a squash gets; null when no such commit is made. */
  message: z.string().nullable(),
  /** What changes in the branch; null when that cannot be told yet. */
  stat: diffStatSchema.nullable(),
  /** The folder where the branch is checked out, which comes along. */
  checkout: z.string().nullable(),
  /** What will happen, or why nothing can, a sentence each. */
  words: z.array(z.string()),
  blockers: z.array(landBlockerSchema),
  conflicts: z.array(gitConflictSchema),
  /** The commit that a rebase could not put on top. */
  conflictAt: z.object({ commit: z.string(), subject: z.string() }).nullable(),
});
export type LandPlan = z.infer<typeof landPlanSchema>;

export const gitLandSchema = landPlanSchema.extend({
  /** Null after a dry run, and when there was nothing to land. */
  landed: z
    .object({
      commit: z.string(),
      /** Where the commits that the session's branch had are kept, when the landed one does not contain them. */
      archivedRef: z.string().nullable(),
      /** Why the session's own branch could not follow; null when it did. */
      sessionStays: z.string().nullable(),
    })
    .nullable(),
});
export type GitLand = z.infer<typeof gitLandSchema>;
