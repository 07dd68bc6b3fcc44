import { z } from "zod";
import { idSchema } from "./primitives.ts";

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

export const gitSessionInputSchema = z.object({ sessionId: idSchema });

/** The worktree of a session: where its branch stands against its base, and what is not committed. */
export const gitStatusSchema = z.object({
  branch: z.string(),
  baseBranch: z.string(),
  head: z.string(),
  /** Commits on the branch that the base branch does not have, and the other way round. */
  ahead: z.number().int(),
  behind: z.number().int(),
  clean: z.boolean(),
  uncommitted: z.array(z.object({ path: z.string(), code: z.string() })),
});
export type GitStatus = z.infer<typeof gitStatusSchema>;

export const gitDiffInputSchema = z.object({
  sessionId: idSchema,
  /** Only this file of the worktree. */
  path: z.string().min(1).max(4096).optional(),
});
/** All that the session changed since its base, uncommitted and untracked work included. `patch` is a unified diff, cut at a file's end when `truncated`. */
export const gitDiffSchema = z.object({
  baseCommit: z.string(),
  files: z.array(fileChangeSchema),
  insertions: z.number().int(),
  deletions: z.number().int(),
  patch: z.string(),
  truncated: z.boolean(),
});
export type GitDiff = z.infer<typeof gitDiffSchema>;
