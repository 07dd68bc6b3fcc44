import type { Prisma, Session as SessionRow } from "@signalbox/db";
import {
  DomainError,
  orchestratorSchema,
  sessionAgentOptionsSchema,
  sessionStatusSchema,
  type SessionAgentOptions,
  type Session,
  type SessionWithRun,
} from "@signalbox/shared";
import type { QueuePositions } from "../runs/queue-positions.ts";
import { toRun, withShortPrompt } from "../runs/run-rows.ts";

/** What a session is read with wherever it is shown. */
export const withRun = {
  latestRun: true,
  repository: { select: { name: true } },
} satisfies Prisma.SessionInclude;

export type SessionRowWithRun = Prisma.SessionGetPayload<{ include: typeof withRun }>;

/** A database row as the API gives it. */
export function toSession(row: SessionRow): Session {
  return {
    id: row.id,
    repositoryId: row.repositoryId,
    name: row.name,
    orchestrator: orchestratorSchema.parse(row.orchestrator),
    agent: row.agent,
    agentOptions: agentOptionsOf(row),
    status: sessionStatusSchema.parse(row.status),
    branch: row.branch,
    baseBranch: row.baseBranch,
    baseCommit: row.baseCommit,
    worktreePath: row.worktreePath,
    doneAt: row.doneAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

/** What a session sets differently for its agent; null for every secret. */
export function agentOptionsOf(row: Pick<SessionRow, "agentOptions">): SessionAgentOptions {
  return sessionAgentOptionsSchema.parse(JSON.parse(row.agentOptions));
}

export function toSessionWithRun(row: SessionRowWithRun, queue: QueuePositions): SessionWithRun {
  return {
    ...toSession(row),
    repositoryName: row.repository.name,
    latestRun: row.latestRun ? toRun(row.latestRun, queue) : null,
  };
}

/** A session as lists carry it: its latest run's prompt is cut. */
export function toListedSession(row: SessionRowWithRun, queue: QueuePositions): SessionWithRun {
  const session = toSessionWithRun(row, queue);
  return { ...session, latestRun: session.latestRun && withShortPrompt(session.latestRun) };
}

/** Whether a run goes on in a session, or waits for its turn. */
export function isBusy({ status }: Pick<Session, "status">): boolean {
  return status === "queued" || status === "running";
}

export function sessionNotFound(id: string): DomainError {
  return new DomainError("SESSION_NOT_FOUND", "There is no such session.", {
    help: ["Look at the list of sessions: it may have been deleted, or its repository forgotten."],
    details: { sessionId: id },
  });
}

export function sessionBusy(session: { id: string; name: string }, wish: string): DomainError {
  return new DomainError("SESSION_BUSY", `A run is going on in "${session.name}".`, {
    help: [`Stop the run, or wait for its end, then ${wish}.`],
    details: { sessionId: session.id },
  });
}
