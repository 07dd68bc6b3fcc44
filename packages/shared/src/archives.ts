import { z } from "zod";
import { agentIdSchema } from "./agents.ts";
import { orchestratorSchema } from "./orchestrators.ts";
import { commitIdSchema } from "./git.ts";
import { idSchema, pageInputSchema, pageSchema, textSchema, timeSchema } from "./primitives.ts";

/** The session that archived work was of, as it was then. It may be deleted by now. */
export const archivedSessionSchema = z.object({
  id: idSchema,
  name: z.string(),
  branch: z.string(),
  baseBranch: z.string(),
  baseCommit: z.string(),
  orchestrator: orchestratorSchema,
  agent: agentIdSchema,
});
export type ArchivedSession = z.infer<typeof archivedSessionSchema>;

/** Work that was discarded, kept as a ref of its repository. */
export const archiveSchema = z.object({
  /** `refs/signalbox/archive/…` */
  ref: z.string(),
  commit: z.string(),
  archivedAt: timeSchema,
  /** With a session deleted, or taken back in one that goes on (reset, discard, rebase, …). */
  kind: z.enum(["session", "taken_back"]),
  /** Null for an archive of which no record is left: it can be restored all the same. */
  session: archivedSessionSchema.nullable(),
  /** The subject of the last commit of the work. */
  subject: z.string(),
  /** How many files were changed or untracked, and in no commit. */
  uncommittedFiles: z.number().int(),
  /** The file with the patch of the uncommitted and untracked files; null when there were none. */
  patchPath: z.string().nullable(),
});
export type Archive = z.infer<typeof archiveSchema>;

/** What stands in the repository beside an archive: which part of the archived commit is whose. */
export const archiveNoteSchema = z.object({
  version: z.literal(1),
  kind: archiveSchema.shape.kind,
  /** Where the branch was: the archived commit itself when everything was committed. */
  head: commitIdSchema,
  /** A commit on top of the head with what was staged; null when nothing was. */
  staged: commitIdSchema.nullable(),
  uncommittedFiles: z.number().int(),
});
export type ArchiveNote = z.infer<typeof archiveNoteSchema>;

const archiveRefSchema = textSchema(300);

export const archiveListInputSchema = pageInputSchema.extend({ repositoryId: idSchema });
export const archivePageSchema = pageSchema(archiveSchema);

/** A new session with the work as it was: its commits on a new branch, and what was in no commit uncommitted in the worktree. */
export const archiveRestoreInputSchema = z.object({
  repositoryId: idSchema,
  ref: archiveRefSchema,
  /** The default is the name that the session had. */
  name: textSchema(300).optional(),
});

export const archivePatchInputSchema = z.object({ repositoryId: idSchema, ref: archiveRefSchema });
/** What was in no commit, as a unified diff that `git apply` takes; binary files included. */
export const archivePatchSchema = z.object({ patch: z.string(), truncated: z.boolean() });
