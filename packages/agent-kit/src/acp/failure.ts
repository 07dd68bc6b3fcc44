import type { RequestError } from "@agentclientprotocol/sdk";
import type { ProblemCategory } from "@signalbox/shared";
import { readApiError } from "../api-error.ts";
import type { AgentUpdate, ProblemMark } from "../updates.ts";
import type { SessionFailure } from "./schema.ts";

/** What the typed categories mean; those that are missing are told from the words. */
const categories: ReadonlyMap<string, ProblemCategory> = new Map([
  ["access", "auth"],
  ["connection", "network"],
  ["service", "network"],
]);

/** To codex-acp the missing key of a provider that the person set up is a lost connection. */
const keyIsMissing = /missing environment variable/i;

/** A failure that claude-agent-acp and codex-acp typed: a mark of an error, or the notice that they try again. */
export function decodeFailure(failure: SessionFailure): AgentUpdate[] {
  const problem: ProblemMark = {
    ...readApiError(failure.details ?? failure.title),
    message: [failure.title, failure.details].filter(Boolean).join(": "),
  };
  const typed = failure.category === "limit" ? limitOf(failure) : categories.get(failure.category);
  const category = keyIsMissing.test(problem.message) ? "auth" : typed;
  if (category !== undefined) problem.category = category;
  if (failure.severity === "error") return [{ type: "problem", problem }];
  if (category === undefined) return [{ type: "raw", text: problem.message }];
  const attempt = /(?:attempt |\.\.\. ?)(\d+)/.exec(failure.title)?.[1];
  return [{ type: "retrying", problem, attempt: attempt ? Number(attempt) : null, delayMs: null }];
}

/** Rate limits, used up allowances and full contexts share a category; what can be done about each differs. */
function limitOf({ severity, actions }: SessionFailure): ProblemCategory {
  if (severity !== "error" || actions.includes("retry")) return "rate_limit";
  return actions.includes("new_session") ? "context" : "quota";
}

/** What ended the conversation with an agent from our side. */
export class ConversationError extends Error {
  override readonly name = "ConversationError";
  readonly category: ProblemCategory;
  constructor(message: string, category: ProblemCategory = "other") {
    super(message);
    this.category = category;
  }
}

/** JSON-RPC code of the protocol for an agent that wants a login first. */
const authRequiredCode = -32_000;

/** What an error in place of an answer says: the agent's own words, its service's status where there is one. */
export function decodeError(error: RequestError | ConversationError): ProblemMark {
  if (error instanceof ConversationError) {
    return { message: error.message, category: error.category };
  }
  const mark = readApiError(error.message);
  // Gemini gives the HTTP status of its service as the code.
  const status = mark.status ?? (error.code >= 400 && error.code < 600 ? error.code : undefined);
  return {
    ...mark,
    ...(status === undefined ? {} : { status }),
    ...(error.code === authRequiredCode ? { category: "auth" } : {}),
  };
}
