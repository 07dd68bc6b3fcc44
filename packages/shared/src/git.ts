import { z } from "zod";
import { idSchema, isWithoutNul, pageInputSchema, timeSchema, withoutNul } from "./primitives.ts";

/** A full commit id: an abbreviation may mean another commit tomorrow. */
export const commitIdSchema = z.string().regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/, {
  message: "it must be a full commit id",
});

/** A path below the worktree, as git tells it. */
export const gitPathSchema = z.string().min(1).max(4096).refine(isWithoutNul, withoutNul);

export const fileChangeSchema = z.object({
  path: z.string(),
  /** Where a renamed file was before. */
  oldPath: z.string().nullable(),
  status: z.enum(["added", "modified", "deleted", "renamed", "copied", "type_changed", "unmerged"]),
  /** Null for a binary file. */
  insertions: z.number().int().nullable(),
  deletions: z.number().int().nullable(),
});
export type FileChange = z.infer<typeof fileChangeSchema>;

/** How many files and lines differ; binary files count no lines. */
export const diffStatSchema = z.object({
  filesChanged: z.number().int(),
  insertions: z.number().int(),
  deletions: z.number().int(),
});
export type DiffStat = z.infer<typeof diffStatSchema>;

export const gitSessionInputSchema = z.object({ sessionId: idSchema });

/** The worktree of a session: where its branch stands against its base, and what is not committed. */
export const gitStatusSchema = z.object({
  branch: z.string(),
  baseBranch: z.string(),
  head: z.string(),
  /** Commits on the branch that the base branch does not have, and the other way round. */
  ahead: z.number().int(),
  behind: z.number().int(),
  /** The branch of the same name of the remote, as this repository saw it last; null when it never did. */
  remote: z
    .object({ name: z.string(), ahead: z.number().int(), behind: z.number().int() })
    .nullable(),
  clean: z.boolean(),
  /** The first 5,000 when there are more: `uncommittedTotal` tells how many there are then. */
  uncommitted: z.array(z.object({ path: z.string(), code: z.string() })),
  uncommittedTotal: z.number().int().optional(),
});
export type GitStatus = z.infer<typeof gitStatusSchema>;

export const gitLogInputSchema = pageInputSchema.extend({
  sessionId: idSchema,
  /** Only what the base branch does not have, or the whole history below the session's branch. */
  scope: z.enum(["session", "all"]).default("session"),
  /** Also count what each commit changed against its first parent. */
  stats: z.boolean().default(false),
});

export const gitCommitEntrySchema = z.object({
  commit: z.string(),
  parents: z.array(z.string()),
  authorName: z.string(),
  authorEmail: z.string(),
  authoredAt: timeSchema,
  committedAt: timeSchema,
  subject: z.string(),
  /** Cut when it is very long. */
  body: z.string(),
  /** With `stats`; null when it was not asked for. */
  stat: diffStatSchema.nullable(),
});
export type GitCommitEntry = z.infer<typeof gitCommitEntrySchema>;

export const gitBranchesInputSchema = pageInputSchema.extend({
  sessionId: idSchema,
  /** Also the branches of remotes, as this repository saw them last. */
  remotes: z.boolean().default(false),
});

export const gitBranchSchema = z.object({
  /** `main`; of a remote `origin/main`. */
  name: z.string(),
  isRemote: z.boolean(),
  isBase: z.boolean(),
  isSession: z.boolean(),
  commit: z.string(),
  committedAt: timeSchema,
  subject: z.string(),
  /** The worktree that has it checked out. */
  checkedOutAt: z.string().nullable(),
});
export type GitBranch = z.infer<typeof gitBranchSchema>;

export const gitDiffInputSchema = z.object({
  sessionId: idSchema,
  /** Only this file of the worktree. */
  path: gitPathSchema.optional(),
  /** The commit to compare from; the one that the session began at when it is not given. */
  from: commitIdSchema.optional(),
  /** The commit to compare to; the worktree as it is now when it is not given. */
  to: commitIdSchema.optional(),
  /** Leave out lines that differ in white space only; the counts stay those of all lines. */
  ignoreWhitespace: z.boolean().default(false),
  /** How many unchanged lines stand around each change; 3 when it is not given. */
  contextLines: z.number().int().min(0).max(1_000_000).optional(),
});
/** What changed between two commits, or until now, uncommitted and untracked work included. `patch` is a unified diff, cut at a file's end when `truncated`. */
export const gitDiffSchema = z.object({
  baseCommit: z.string(),
  /** The first 5,000 when there are more: `totalFiles` tells how many there are then, and insertions and deletions are those of the first. */
  files: z.array(fileChangeSchema),
  totalFiles: z.number().int().optional(),
  insertions: z.number().int(),
  deletions: z.number().int(),
  patch: z.string(),
  truncated: z.boolean(),
});
export type GitDiff = z.infer<typeof gitDiffSchema>;

export const gitRewindInputSchema = z.object({
  sessionId: idSchema,
  /** A commit in the history of the session's branch, or in its archive. */
  to: commitIdSchema,
});
export const gitRewindSchema = z.object({
  /** The new checkpoint with the old content; null when the worktree had that content already. */
  commit: z.string().nullable(),
  /** The checkpoint of what was not committed before; null when all was. */
  safeguard: z.string().nullable(),
  head: z.string(),
});
