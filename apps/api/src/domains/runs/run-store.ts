import type { PrismaClient, Run as RunRow } from "@signalbox/db";
import type { RunProjection } from "@signalbox/runner";
import type { Conversation, RunStartInput, RunStatus } from "@signalbox/shared";
import { newId } from "../ids.ts";
import { pageQuery } from "../page.ts";
import type { SessionChanges } from "../sessions/session-changes.ts";
import { conversationOf, withSession, type RunRowWithSession } from "./run-rows.ts";

/** The rows of runs, and of the sessions that follow them. Stores first, tells after. */
export class RunStore {
  readonly #client: PrismaClient;
  readonly #changes: SessionChanges;

  constructor(options: { client: PrismaClient; changes: SessionChanges }) {
    this.#client = options.client;
    this.#changes = options.changes;
  }

  /**
   * Write the queued row of a session's next run, which the caller tells of; null when the session, or its repository, is gone
   * meanwhile. `resume` is the conversation that it continues: also what a later run can continue if this one adds nothing.
   */
  async createQueued(input: RunStartInput, resume: Conversation | null): Promise<RunRow | null> {
    const { sessionId, prompt, budget, checks, conversation } = input;
    const latest = await this.#client.run.findFirst({
      where: { sessionId },
      orderBy: { number: "desc" },
      select: { number: true },
    });
    const id = newId();
    const now = new Date();
    const row = await this.#client.$transaction(async (client) => {
      const { count } = await client.session.updateMany({
        where: { id: sessionId, repository: { forgottenAt: null } },
        data: { status: "queued", doneAt: null, updatedAt: now },
      });
      if (count === 0) return null;
      const created = await client.run.create({
        data: {
          id,
          sessionId,
          number: (latest?.number ?? 0) + 1,
          prompt,
          status: "queued",
          conversation,
          conversationState: resume && JSON.stringify(resume),
          budget: JSON.stringify({
            maxIterations: budget.maxIterations,
            maxDurationMs: budget.maxDurationMs ?? null,
            maxCostUsd: budget.maxCostUsd ?? null,
          }),
          checks: JSON.stringify(checks),
          createdAt: now,
        },
      });
      await client.session.update({
        where: { id: sessionId },
        data: {
          latestRun: { connect: { id } },
          repository: { update: { lastUsedAt: now } },
        },
      });
      return created;
    });
    return row;
  }

  /**
   * Move a run, and its session, from one status to another, unless somebody was faster: gives whether it
   * was this call that did it.
   */
  async move(run: { id: string; sessionId: string }, from: RunStatus, to: RunStatus) {
    const { count } = await this.#client.run.updateMany({
      where: { id: run.id, status: from },
      data: { status: to },
    });
    if (count === 0) return false;
    await this.#client.session.updateMany({
      where: { id: run.sessionId, latestRunId: run.id },
      data: { status: to, updatedAt: new Date() },
    });
    await this.#changes.changed(run.sessionId);
    return true;
  }

  /** Store what the journal says of a run; the session's status follows. */
  async saveProgress(
    run: { id: string; sessionId: string },
    progress: RunProjection,
  ): Promise<void> {
    const { startedAt, endedAt, conversation, checks, ...rest } = progress;
    await this.#client.$transaction([
      this.#client.run.update({
        where: { id: run.id },
        data: {
          ...rest,
          checksPassed: checks?.passed ?? 0,
          checksFailed: checks?.failed ?? 0,
          ...(conversation && { conversationState: JSON.stringify(conversation) }),
          startedAt: startedAt === null ? null : new Date(startedAt),
          endedAt: endedAt === null ? null : new Date(endedAt),
        },
      }),
      this.#client.session.updateMany({
        where: { id: run.sessionId, latestRunId: run.id },
        data: { status: progress.status, updatedAt: new Date() },
      }),
    ]);
    await this.#changes.changed(run.sessionId);
  }

  /** The conversation that the runs of a session left last; null when there is none. */
  async lastConversation(sessionId: string): Promise<Conversation | null> {
    const row = await this.#client.run.findFirst({
      where: { sessionId, conversationState: { not: null } },
      orderBy: { number: "desc" },
      select: { conversationState: true },
    });
    return row && conversationOf(row);
  }

  /** The run with its session; null when there is none, or when its repository is forgotten. */
  async find(id: string): Promise<RunRowWithSession | null> {
    return this.#client.run.findUnique({
      where: { id, session: { repository: { forgottenAt: null } } },
      include: withSession,
    });
  }

  /** The run with its session, also when its repository is forgotten. */
  async findAny(id: string): Promise<RunRowWithSession | null> {
    return this.#client.run.findUnique({ where: { id }, include: withSession });
  }

  /** Every run that has not ended, oldest first, without its texts. */
  async unfinished() {
    const rows = await this.#client.run.findMany({
      where: { status: { in: ["queued", "running"] } },
      orderBy: { id: "asc" },
      select: {
        id: true,
        sessionId: true,
        status: true,
        session: { select: { repositoryId: true } },
      },
    });
    return rows.map(({ id, sessionId, status, session }) => {
      return { id, sessionId, status, repositoryId: session.repositoryId };
    });
  }

  /** Tell that these sessions, or their latest runs, are different from before. */
  tell(sessionIds: string[]): Promise<void> {
    return this.#changes.changed(...sessionIds);
  }

  /** The ended runs that were made last. */
  async latestEnded(limit: number) {
    return this.#client.run.findMany({
      where: { status: { notIn: ["queued", "running"] } },
      orderBy: { id: "desc" },
      take: limit,
      select: { id: true, sessionId: true, status: true, lastSeq: true },
    });
  }

  /** The runs of a session, newest first; one more than `limit` when there are more. */
  async list(input: { sessionId: string; cursor?: string | undefined; limit: number }) {
    const { where, ...page } = pageQuery(input);
    return this.#client.run.findMany({ where: { sessionId: input.sessionId, ...where }, ...page });
  }
}
