import { z } from "zod";
import { gitConflictSchema } from "./git-landing.ts";
import { idSchema, textSchema } from "./primitives.ts";

const remoteSchema = textSchema(255).default("origin");

export const gitPushInputSchema = z.object({
  sessionId: idSchema,
  remote: remoteSchema,
  /** Take the place of what this repository saw there last; never of what somebody pushed since. */
  force: z.boolean().default(false),
});
export const gitPushSchema = z.object({
  /** Where it was pushed to, without user and password. */
  url: z.string(),
  commit: z.string(),
  /** The page where a pull request can be opened; null when the host has none that is known. */
  compareUrl: z.string().nullable(),
});
export type GitPush = z.infer<typeof gitPushSchema>;

/** How commits of elsewhere come into a session's branch. */
export const pullStrategySchema = z.enum(["ff_only", "rebase", "merge"]);
export type PullStrategy = z.infer<typeof pullStrategySchema>;

export const gitPullInputSchema = z.object({
  sessionId: idSchema,
  /** The branch of the same name of the remote, or the base branch as it is in this repository. */
  source: z.enum(["remote", "base"]).default("remote"),
  remote: remoteSchema,
  strategy: pullStrategySchema.default("ff_only"),
  /** With `merge`: commit conflicts with their markers in the files, for a person or an agent to solve. */
  leaveConflicts: z.boolean().default(false),
});
export const gitPullSchema = z.object({
  head: z.string(),
  pulled: z.string(),
  /** Where the branch was before: reset to it to take the pull back. */
  previousHead: z.string(),
  /** Where the commits that a rebase made anew are kept as they were. */
  archivedRef: z.string().nullable(),
  /** What was left in the files. */
  conflicts: z.array(gitConflictSchema),
});
export type GitPull = z.infer<typeof gitPullSchema>;
