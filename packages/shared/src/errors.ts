import { z } from "zod";

/** Every expected failure of the API has one of these codes. Adding one makes the server's mapper fail to compile until it is mapped. */
export const domainCodes = [
  "INVALID_INPUT",
  "UNAUTHORIZED",
  "FORBIDDEN_ORIGIN",
  "ORCHESTRATOR_UNAVAILABLE",
  "AGENT_UNAVAILABLE",
  "REPOSITORY_NOT_FOUND",
  "REPOSITORY_PATH_MISSING",
  "NOT_A_GIT_REPOSITORY",
  "REPOSITORY_HAS_NO_COMMITS",
  "REPOSITORY_ALREADY_ADDED",
  "BRANCH_NOT_FOUND",
  "SESSION_NOT_FOUND",
  "SESSION_BUSY",
  "SESSION_HAS_UNLANDED_WORK",
  "WORKTREE_MISSING",
  "RUN_NOT_FOUND",
  "RUN_ALREADY_ENDED",
  "CONVERSATION_UNAVAILABLE",
  "SECRETS_UNREADABLE",
  "GIT_FAILED",
  "LAND_BLOCKED",
  "MERGE_CONFLICTS",
  "CLONE_NOT_FOUND",
  "CLONE_FAILED",
  "CLONE_AUTH_REQUIRED",
  "CLONE_TARGET_EXISTS",
  "GIT_URL_REFUSED",
  "STORAGE_FULL",
  "ARCHIVE_NOT_FOUND",
  "FILE_MANAGER_UNAVAILABLE",
] as const;

export const domainCodeSchema = z.enum(domainCodes);
export type DomainCode = z.infer<typeof domainCodeSchema>;

/** One thing that is wrong with an input: where, what, and the allowed values where there is a list of them. */
export const inputIssueSchema = z.object({
  path: z.string(),
  message: z.string(),
  allowed: z.array(z.unknown()).optional(),
});
export type InputIssue = z.infer<typeof inputIssueSchema>;

/** What a client finds in `error.data.domain`: the code, steps a person can take, and facts for programs. */
export const domainErrorDataSchema = z.object({
  code: domainCodeSchema,
  help: z.array(z.string()),
  details: z.record(z.string(), z.unknown()),
});
export type DomainErrorData = z.infer<typeof domainErrorDataSchema>;

/**
 * An expected failure. Services throw this and nothing else; the API's mapper turns it into HTTP.
 * `message` is one sentence for a person, `help` the steps that person can take, `details` facts for programs.
 */
export class DomainError extends Error {
  override readonly name = "DomainError";
  readonly code: DomainCode;
  readonly help: string[];
  readonly details: Record<string, unknown>;

  constructor(
    code: DomainCode,
    message: string,
    options: { help?: string[]; details?: Record<string, unknown>; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.code = code;
    this.help = options.help ?? [];
    this.details = options.details ?? {};
  }
}
