import { z } from "zod";
import {
  idSchema,
  isWithoutNul,
  pageInputSchema,
  pageSchema,
  textSchema,
  timeSchema,
  withoutNul,
} from "./primitives.ts";
import { domainCodeSchema } from "./errors.ts";
import { gitPathSchema } from "./git.ts";

/** Whether a path leads to something in a checkout that is no part of a git folder: relative, without `..`. */
function isInCheckout(path: string): boolean {
  const parts = path.replace(/\/$/, "").split("/");
  return parts.every((part) => !["", ".", "..", "~", ".git"].includes(part.toLowerCase()));
}

const setupCommandSchema = textSchema(4096).nullable();
const copyFilesSchema = z
  .array(
    gitPathSchema.refine(isInCheckout, {
      message: "it must be a path in the repository: relative, without .., and outside of .git",
    }),
  )
  .max(100);

/** What makes a new worktree of a repository ready for an agent. */
export const repositorySetupSchema = z.object({
  /** Run by the shell in the worktree before the first iteration of its first run: `npm ci`. Null for none. */
  command: setupCommandSchema.default(null),
  /** Files and folders of the person's checkout, by their paths in it, that git ignores and an agent needs: `.env`. */
  copyFiles: copyFilesSchema.default([]),
});
export type RepositorySetup = z.infer<typeof repositorySetupSchema>;

/** A repository that the person registered. `path` is absolute, with links resolved. */
export const repositorySchema = z.object({
  id: idSchema,
  name: z.string(),
  path: z.string(),
  defaultBranch: z.string(),
  setup: repositorySetupSchema,
  /** When a session of it was last made, or a run started; null before the first. */
  lastUsedAt: timeSchema.nullable(),
  createdAt: timeSchema,
  updatedAt: timeSchema,
});
export type Repository = z.infer<typeof repositorySchema>;

const repositoryNameSchema = textSchema(120);

export const repositoryAddInputSchema = z.object({
  path: textSchema(4096),
  name: repositoryNameSchema.optional(),
});
/** Only the keys that are given change, also those of `setup`. */
export const repositoryUpdateInputSchema = z.object({
  id: idSchema,
  name: repositoryNameSchema.optional(),
  setup: z
    .object({ command: setupCommandSchema.optional(), copyFiles: copyFilesSchema.optional() })
    .optional(),
});
/** The folder that a repository was moved to. */
export const repositoryRelocateInputSchema = z.object({ id: idSchema, path: textSchema(4096) });
export const repositoryIdInputSchema = z.object({ id: idSchema });
export const repositoryListInputSchema = pageInputSchema.extend({
  search: z.string().trim().max(200).optional(),
  /** Newest first, or last used first, or by name. */
  sort: z.enum(["added", "used", "name"]).default("added"),
});
/** A repository in the list: with what its sessions do, and whether its folder is where it was. */
export const listedRepositorySchema = repositorySchema.extend({
  present: z.boolean(),
  sessions: z.number().int(),
  /** Sessions with a run that is queued or running. */
  activeSessions: z.number().int(),
});
export const repositoryPageSchema = pageSchema(listedRepositorySchema);

/** What is read off a repository's folder when somebody looks at it. */
export const repositoryDetailsSchema = z.object({
  repository: repositorySchema,
  kind: z.enum(["repository", "bare", "worktree", "submodule"]),
  /** What is checked out in the person's own folder; null on a detached head and in a bare repository. */
  currentBranch: z.string().nullable(),
  /** Null on a branch without a commit. */
  headCommit: z.string().nullable(),
  shallow: z.boolean(),
  partial: z.boolean(),
  /** URLs without user and password. */
  remotes: z.array(z.object({ name: z.string(), url: z.string() })),
  submodules: z.number().int(),
  /** Git's objects, and the whole folder with them; `complete` is false when it holds more files than were counted. */
  size: z.object({
    gitBytes: z.number().int(),
    folderBytes: z.number().int(),
    complete: z.boolean(),
  }),
  sessions: z.number().int(),
  activeSessions: z.number().int(),
  /** Discarded work that can be restored: how many entries `archives.list` has. */
  archives: z.number().int(),
});
export type RepositoryDetails = z.infer<typeof repositoryDetailsSchema>;
export const repositoryBranchesSchema = z.object({
  branches: z.array(z.string()),
  defaultBranch: z.string(),
});

/** Where a session can begin: a local branch, a branch of a remote as it was seen last, or a tag. */
export const repositoryBaseSchema = z.object({
  kind: z.enum(["branch", "remote", "tag"]),
  name: z.string(),
  /** Of its commit, or of the tag itself. */
  changedAt: timeSchema,
});
export type RepositoryBase = z.infer<typeof repositoryBaseSchema>;
export const repositoryBasesInputSchema = z.object({
  id: idSchema,
  /** A part of the name. */
  search: z.string().trim().max(200).optional(),
  /** How many of each kind. */
  limit: z.number().int().min(1).max(200).default(50),
});
/** The newest of each kind first; `truncated` when there are more. */
export const repositoryBasesSchema = z.object({
  bases: z.array(repositoryBaseSchema),
  truncated: z.boolean(),
  defaultBranch: z.string(),
});

/** One line, not trimmed: a password may end in a space. Longer than any token. */
const secretSchema = z
  .string()
  .min(1)
  .max(4096)
  .regex(/^[^\0\r\n]*$/, { message: "it must be one line" });

/** What a person gives for one clone. It is handed to git for that call alone, and stored nowhere. */
export const cloneCredentialsSchema = z.discriminatedUnion("kind", [
  /** An access token of GitHub, GitLab and others, over HTTPS. Most hosts do not look at the user's name. */
  z.object({ kind: z.literal("token"), token: secretSchema, username: secretSchema.optional() }),
  /** Over HTTPS, or of an account that SSH reaches. */
  z.object({ kind: z.literal("password"), username: secretSchema, password: secretSchema }),
  /** Opens an encrypted SSH key: the one in the file `keyPath`, else those that ssh would use anyway. Without a passphrase the key is not encrypted. */
  z.object({
    kind: z.literal("sshPassphrase"),
    passphrase: secretSchema.optional(),
    keyPath: textSchema(4096).optional(),
  }),
]);
export type CloneCredentials = z.infer<typeof cloneCredentialsSchema>;

export const cloneInputSchema = z.object({
  /** `https://…`, `ssh://…`, `user@host:path`, `file://…`, or the whole path of a folder. Not trimmed of what is refused. */
  url: z.string().min(1).max(4096).refine(isWithoutNul, withoutNul),
  /** The folder to clone into: whole path, not there yet or empty. Without it a free name in `parent` is taken. */
  directory: textSchema(4096).optional(),
  /** The folder to make the clone's folder in; the default is `cloneDirectory` of the settings. */
  parent: textSchema(4096).optional(),
  /** What the repository is called in Signalbox; the default is its folder's name. */
  name: repositoryNameSchema.optional(),
  credentials: cloneCredentialsSchema.optional(),
  /** The fingerprint of the SSH host key that the person has looked at and trusts: `SHA256:…`. */
  trustHostKey: z
    .string()
    .regex(/^SHA256:[A-Za-z0-9+/=]{1,100}$/)
    .optional(),
  /** Fetch file contents only when they are needed (`--filter=blob:none`): for huge repositories. */
  partial: z.boolean().default(false),
});
/** Where a clone would be made: the very `directory`, else a free name like `name` in `parent` or in `cloneDirectory` of the settings. */
export const cloneTargetInputSchema = z.object({
  name: textSchema(200),
  directory: textSchema(4096).optional(),
  parent: textSchema(4096).optional(),
});
export const cloneTargetSchema = z.object({ directory: z.string() });
export const cloneIdSchema = z.object({ cloneId: idSchema });

export const clonePhaseSchema = z.enum([
  /** Other clones go first. */
  "waiting",
  "connecting",
  "counting",
  "compressing",
  "receiving",
  "resolving",
  "checking_out",
  /** Large files of Git LFS. */
  "fetching_large_files",
  "registering",
]);
export type ClonePhase = z.infer<typeof clonePhaseSchema>;

/** How far a clone is. `percent` is that of the phase; null where git does not tell. */
export const cloneProgressSchema = z.object({
  phase: clonePhaseSchema,
  percent: z.number().int().min(0).max(100).nullable(),
  receivedObjects: z.number().int(),
  totalObjects: z.number().int(),
  receivedBytes: z.number().int(),
});
export type CloneProgress = z.infer<typeof cloneProgressSchema>;

/** What a clone did not bring along, or brings later. */
export const cloneContentsSchema = z.object({
  submodules: z.array(z.object({ path: z.string(), url: z.string() })),
  /** `fetched` only where Git LFS is set up on this computer. */
  largeFiles: z.enum(["none", "fetched", "not_fetched"]),
  partial: z.boolean(),
});
export type CloneContents = z.infer<typeof cloneContentsSchema>;

/** The end of a clone. `notes` say in words, with commands, what `contents` tells. */
export const cloneDoneSchema = z.object({
  repository: repositorySchema,
  contents: cloneContentsSchema,
  notes: z.array(z.string()),
});
export type CloneDone = z.infer<typeof cloneDoneSchema>;

/** Why a clone failed: `details.failure` of CLONE_FAILED. */
export const cloneFailureSchema = z.enum([
  "host_not_found",
  "host_unreachable",
  "proxy",
  "connection_lost",
  "stalled",
  "tls",
  "host_key_unknown",
  "host_key_changed",
  "authentication",
  "no_access",
  "not_found",
  "not_a_repository",
  "empty",
  "owner_not_trusted",
  "disk_full",
  "folder_not_writable",
  "checkout",
  "cancelled",
  "server_stopped",
  "git_missing",
  "ssh_missing",
  "other",
]);
export type CloneFailure = z.infer<typeof cloneFailureSchema>;

/** A clone in the list of clones: without credentials, also those that were in its URL. */
export const cloneSummarySchema = z.object({
  cloneId: idSchema,
  url: z.string(),
  directory: z.string(),
  partial: z.boolean(),
  startedAt: timeSchema,
  status: z.enum(["going", "done", "failed"]),
  progress: cloneProgressSchema,
  /** What it failed with; null unless it did. `repositories.onClone` has the help and the details. */
  problem: z
    .object({
      code: domainCodeSchema.nullable(),
      message: z.string(),
      failure: cloneFailureSchema.nullable(),
    })
    .nullable(),
});
export type CloneSummary = z.infer<typeof cloneSummarySchema>;

/** What is needed: `details.authKind` of CLONE_AUTH_REQUIRED. */
export const cloneAuthKindSchema = z.enum([
  /** GitHub takes no passwords: a token. */
  "github_token",
  /** User and password, or a token in place of the password. */
  "password",
  /** No SSH key was accepted. */
  "ssh_key",
  /** The SSH key is encrypted. */
  "ssh_passphrase",
  "ssh_password",
]);
export type CloneAuthKind = z.infer<typeof cloneAuthKindSchema>;

/** How many folders deep a scan looks. */
export const scanDepthSchema = z.number().int().min(0).max(20);
export const scanInputSchema = z.object({
  /** Whole paths, or with `~`. The default is `scanDirectories` of the settings. */
  directories: z.array(textSchema(4096)).min(1).max(50).optional(),
  /** How many folders deep to look below each of the directories; the default is `scanDepth` of the settings. */
  depth: scanDepthSchema.optional(),
});

export const foundRepositorySchema = z.object({
  path: z.string(),
  name: z.string(),
  kind: z.enum(["repository", "bare", "worktree", "submodule"]),
  /** Whether it is registered already. */
  added: z.boolean(),
});
export type FoundRepository = z.infer<typeof foundRepositorySchema>;

const scanReachSchema = z.object({
  /** How many folders were looked into. */
  folders: z.number().int(),
  /** Directories of the input that are not there, or are no folders. */
  missing: z.array(z.string()),
  /** How many folders may not be read. */
  unreadable: z.number().int(),
  /** True when there was more than a scan looks at. */
  truncated: z.boolean(),
});
export const scanResultSchema = scanReachSchema.extend({ found: z.array(foundRepositorySchema) });
export type ScanResult = z.infer<typeof scanResultSchema>;
/** A scan as it goes on: `found` has what is new since the last one, `done` is true in the last one. */
export const scanProgressSchema = scanResultSchema.extend({ done: z.boolean() });
export type ScanProgress = z.infer<typeof scanProgressSchema>;
