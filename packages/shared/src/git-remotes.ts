import { z } from "zod";
import { gitConflictSchema } from "./git-landing.ts";
import { budgetInputSchema } from "./budgets.ts";
import { idSchema, isWithoutNul, textSchema, withoutNul } from "./primitives.ts";
import { runChecksSchema, runSchema } from "./runs.ts";

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

export const pullRequestToolSchema = z.enum(["gh", "glab"]);
export type PullRequestTool = z.infer<typeof pullRequestToolSchema>;

/** Where a session's branch can be pushed. */
export const gitRemoteSchema = z.object({
  name: z.string(),
  /** Without user and password. */
  url: z.string(),
  /** The page where a pull request can be opened once it is pushed; null when the host has none that is known. */
  compareUrl: z.string().nullable(),
  /** The program on this computer that opens one, when it is there and the host is one of its own. */
  pullRequestTool: pullRequestToolSchema.nullable(),
});
export type GitRemote = z.infer<typeof gitRemoteSchema>;
export const gitRemotesSchema = z.array(gitRemoteSchema);

export const gitPullRequestInputSchema = z.object({
  sessionId: idSchema,
  remote: remoteSchema,
  /** The branch it is to be merged into; the session's base branch when it is not given. */
  into: textSchema(255).optional(),
  title: textSchema(300).optional(),
  body: z.string().max(65_536).refine(isWithoutNul, withoutNul).optional(),
  draft: z.boolean().default(false),
});
/** The branch was pushed. `url` is the pull request's; without one, `problem` and `help` say why, and `compareUrl` is the way to open it by hand. */
export const gitPullRequestSchema = gitPushSchema.extend({
  tool: pullRequestToolSchema.nullable(),
  pullRequestUrl: z.string().nullable(),
  problem: z.string().nullable(),
  help: z.array(z.string()),
});
export type GitPullRequest = z.infer<typeof gitPullRequestSchema>;

/** Bring the base branch into the session, its conflicts left in the files, and let a run solve them. */
export const gitSolveConflictsInputSchema = z.object({
  sessionId: idSchema,
  /** The local branch that the work is to be landed into; the session's base branch when it is not given. */
  into: textSchema(255).optional(),
  /** What the agent is told beyond the list of the files. */
  prompt: textSchema(20_000).optional(),
  budget: budgetInputSchema.prefault({}),
  /** Beyond the check that no conflict marker is left and the merge concludes. */
  checks: runChecksSchema,
});
/** `run` is null when there was no conflict: the base branch is merged then. Reset to `previousHead` to take all of it back. */
export const gitSolveConflictsSchema = z.object({
  previousHead: z.string(),
  conflicts: z.array(z.string()),
  run: runSchema.nullable(),
});
export type GitSolveConflicts = z.infer<typeof gitSolveConflictsSchema>;

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
