import { z } from "zod";
import { commitIdSchema, diffStatSchema, gitPathSchema } from "./git.ts";
import { idSchema, isWithoutNul, textSchema, withoutNul } from "./primitives.ts";

const pathsSchema = z.array(gitPathSchema).min(1).max(10_000);

export const gitCommitInputSchema = z.object({
  sessionId: idSchema,
  message: z.string().trim().min(1).max(65_536).refine(isWithoutNul, withoutNul),
  /** Files, or folders with all in them; everything when it is not given. */
  paths: pathsSchema.optional(),
});
export const gitCommitSchema = diffStatSchema.extend({ commit: z.string(), subject: z.string() });

/** Files, or folders with all in them; or a unified diff of uncommitted work: hunks of a file. */
export const gitDiscardInputSchema = z.union([
  z.object({ sessionId: idSchema, paths: pathsSchema }),
  z.object({ sessionId: idSchema, patch: z.string().min(1).max(2_097_152) }),
]);

export const gitCheckoutInputSchema = z.object({
  sessionId: idSchema,
  /** The branch or commit to take the files from; the session stays on its own branch. */
  from: textSchema(255),
  paths: pathsSchema,
});

export const gitResetInputSchema = z.object({
  sessionId: idSchema,
  /** A commit of the session, of its base branch or of the session's archive; what is checked out when it is not given. */
  to: commitIdSchema.optional(),
  /** What is not committed, and the commits after `to`, are kept in the archive only. */
  confirm: z.literal(true),
});

/** What was there before something was taken back: a ref of the repository. */
export const gitArchivedSchema = z.object({ head: z.string(), archivedRef: z.string() });
export type GitArchived = z.infer<typeof gitArchivedSchema>;
