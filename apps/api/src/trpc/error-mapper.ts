import { isStorageFull } from "@signalbox/db";
import {
  DomainError,
  type DomainCode,
  type DomainErrorData,
  type InputIssue,
} from "@signalbox/shared";
import type { TRPC_ERROR_CODE_KEY } from "@trpc/server";
import { ZodError, type core } from "zod";

/** The tRPC code, and by it the HTTP status, of every domain code. A new domain code does not compile until it stands here. */
const trpcCodes: Record<DomainCode, TRPC_ERROR_CODE_KEY> = {
  INVALID_INPUT: "BAD_REQUEST",
  UNAUTHORIZED: "UNAUTHORIZED",
  FORBIDDEN_ORIGIN: "FORBIDDEN",
  ORCHESTRATOR_UNAVAILABLE: "BAD_REQUEST",
  AGENT_UNAVAILABLE: "BAD_REQUEST",
  REPOSITORY_NOT_FOUND: "NOT_FOUND",
  REPOSITORY_PATH_MISSING: "BAD_REQUEST",
  NOT_A_GIT_REPOSITORY: "BAD_REQUEST",
  REPOSITORY_HAS_NO_COMMITS: "BAD_REQUEST",
  REPOSITORY_ALREADY_ADDED: "CONFLICT",
  BRANCH_NOT_FOUND: "BAD_REQUEST",
  SESSION_NOT_FOUND: "NOT_FOUND",
  SESSION_BUSY: "CONFLICT",
  SESSION_HAS_UNLANDED_WORK: "CONFLICT",
  WORKTREE_MISSING: "CONFLICT",
  RUN_NOT_FOUND: "NOT_FOUND",
  RUN_ALREADY_ENDED: "CONFLICT",
  CONVERSATION_UNAVAILABLE: "CONFLICT",
  SECRETS_UNREADABLE: "CONFLICT",
  GIT_FAILED: "UNPROCESSABLE_CONTENT",
  LAND_BLOCKED: "CONFLICT",
  MERGE_CONFLICTS: "CONFLICT",
  CLONE_NOT_FOUND: "NOT_FOUND",
  ARCHIVE_NOT_FOUND: "NOT_FOUND",
  FILE_MANAGER_UNAVAILABLE: "PRECONDITION_FAILED",
  CLONE_FAILED: "UNPROCESSABLE_CONTENT",
  CLONE_AUTH_REQUIRED: "PRECONDITION_FAILED",
  CLONE_TARGET_EXISTS: "CONFLICT",
  GIT_URL_REFUSED: "BAD_REQUEST",
  STORAGE_FULL: "SERVICE_UNAVAILABLE",
};

/** An expected failure as a client sees it. */
export interface ExpectedFailure {
  trpcCode: TRPC_ERROR_CODE_KEY;
  message: string;
  domain: DomainErrorData;
}

/** Translate what a procedure threw; null when it is a defect (and stays an INTERNAL_SERVER_ERROR). */
export function expectedFailureOf(error: {
  code: TRPC_ERROR_CODE_KEY;
  message: string;
  cause?: unknown;
}): ExpectedFailure | null {
  const { cause, code: trpcCode, message } = error;
  if (cause instanceof DomainError) {
    const { code, help, details } = cause;
    return { trpcCode: trpcCodes[code], message: cause.message, domain: { code, help, details } };
  }
  // Only what parses an input is the client's fault: an output that does not fit its schema is ours.
  if (cause instanceof ZodError && error.code === "BAD_REQUEST") return invalidInput(cause);
  if (isStorageFull(cause)) return storageFull;
  const help = requestHelp[trpcCode];
  if (help === undefined) return null;
  return { trpcCode, message, domain: { code: "INVALID_INPUT", help: [help], details: {} } };
}

/** How to do right what a client did wrong before any procedure could look at its input. */
const requestHelp: Partial<Record<TRPC_ERROR_CODE_KEY, string>> = {
  BAD_REQUEST:
    "Send the input as JSON: a query's in ?input=…, URL-encoded, a mutation's as the body.",
  PARSE_ERROR: "Send messages as JSON, in the form that tRPC clients use.",
  NOT_FOUND: "Check the procedure's name, and whether it is a query, a mutation or a subscription.",
  METHOD_NOT_SUPPORTED: "Ask queries with GET and mutations with POST.",
  UNSUPPORTED_MEDIA_TYPE: "Send the body as JSON, with content-type: application/json.",
  PAYLOAD_TOO_LARGE: "Send less at once: a request may have up to 2 MiB.",
};

const storageFull: ExpectedFailure = {
  trpcCode: trpcCodes.STORAGE_FULL,
  message: "The disk that holds Signalbox's data folder is full.",
  domain: {
    code: "STORAGE_FULL",
    help: ["Free some space on that disk, then try again. What was stored before is not harmed."],
    details: {},
  },
};

function invalidInput(error: ZodError): ExpectedFailure {
  const issues = error.issues.map(describeIssue);
  const message = issues
    .map((issue) => (issue.path === "" ? issue.message : `${issue.path}: ${issue.message}`))
    .join("; ");
  return {
    trpcCode: "BAD_REQUEST",
    message: `The input is not valid. ${message}`,
    domain: {
      code: "INVALID_INPUT",
      help: issues.map((issue) => `Correct ${issue.path || "the input"}: ${issue.message}`),
      details: { issues },
    },
  };
}

function describeIssue(issue: core.$ZodIssue): InputIssue {
  // What is wrong with a key stands one step deeper.
  const { message } = issue.code === "invalid_key" ? (issue.issues[0] ?? issue) : issue;
  const described = { path: issue.path.join("."), message };
  return issue.code === "invalid_value" ? { ...described, allowed: issue.values } : described;
}
