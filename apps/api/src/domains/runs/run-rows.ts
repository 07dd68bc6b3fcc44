import type { Prisma, Run as RunRow } from "@signalbox/db";
import {
  budgetSchema,
  checkSchema,
  conversationModeSchema,
  conversationSchema,
  DomainError,
  isEnded,
  maxListedPromptLength,
  problemCategorySchema,
  runReasonSchema,
  runStatusSchema,
  type Conversation,
  type Run,
} from "@signalbox/shared";
import { z } from "zod";
import type { QueuePositions } from "./queue-positions.ts";

const checksSchema = z.array(checkSchema);

/** A database row as the API gives it; `queue` knows where it stands while it is queued. */
export function toRun(row: RunRow, queue: QueuePositions): Run {
  const status = runStatusSchema.parse(row.status);
  return {
    id: row.id,
    sessionId: row.sessionId,
    number: row.number,
    prompt: row.prompt,
    promptTruncated: false,
    status,
    queuePosition: status === "queued" ? queue.of(row.id) : null,
    reason: row.reason === null ? null : runReasonSchema.parse(row.reason),
    category: row.category === null ? null : problemCategorySchema.parse(row.category),
    exitCode: row.exitCode,
    iterations: row.iterations,
    checksPassed: row.checksPassed,
    checksFailed: row.checksFailed,
    inputTokens: row.inputTokens,
    outputTokens: row.outputTokens,
    costUsd: row.costUsd,
    costEstimated: row.costEstimated,
    conversation: conversationModeSchema.parse(row.conversation),
    resumable: row.conversationState !== null,
    budget: budgetSchema.parse(JSON.parse(row.budget)),
    checks: checksSchema.parse(JSON.parse(row.checks)),
    createdAt: row.createdAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    endedAt: row.endedAt?.toISOString() ?? null,
    lastSeq: row.lastSeq,
  };
}

/** The conversation that a run left behind; null when its agent told of none. */
export function conversationOf(row: Pick<RunRow, "conversationState">): Conversation | null {
  const { conversationState } = row;
  return conversationState === null
    ? null
    : conversationSchema.parse(JSON.parse(conversationState));
}

/** The run as lists carry it. */
export function withShortPrompt(run: Run): Run {
  if (run.prompt.length <= maxListedPromptLength) return run;
  return { ...run, prompt: run.prompt.slice(0, maxListedPromptLength), promptTruncated: true };
}

/** A run read together with what its session and its repository say about how to drive it. */
export const withSession = {
  session: { include: { repository: { select: { setup: true } } } },
} satisfies Prisma.RunInclude;
export type RunRowWithSession = Prisma.RunGetPayload<{ include: typeof withSession }>;

/** Whether a row says that its run has ended. */
export function hasEnded(row: Pick<RunRow, "status">): boolean {
  return isEnded(runStatusSchema.parse(row.status));
}

export function runNotFound(id: string): DomainError {
  return new DomainError("RUN_NOT_FOUND", "There is no such run.", {
    help: ["Look at the session's list of runs: the session may have been deleted."],
    details: { runId: id },
  });
}
