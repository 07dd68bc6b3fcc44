import type { Run as RunRow } from "@signalbox/db";
import { requestStop, steerRun } from "@signalbox/runner";
import {
  DomainError,
  isEnded,
  type Conversation,
  type Run,
  type runListInputSchema,
  type RunStartInput,
  type runSteerInputSchema,
  type Session,
} from "@signalbox/shared";
import type { z } from "zod";
import type { AgentsService } from "../agents/agents-service.ts";
import type { KeyedMutex } from "../mutex.ts";
import type { OrchestratorsService } from "../orchestrators/orchestrators-service.ts";
import { toPage } from "../page.ts";
import { isBusy, sessionBusy, sessionNotFound } from "../sessions/session-rows.ts";
import type { SessionsService } from "../sessions/sessions-service.ts";
import type { WorktreeRecovery } from "../sessions/worktree-recovery.ts";
import type { QueuePositions } from "./queue-positions.ts";
import type { RunFolders } from "./run-folders.ts";
import { runNotFound, toRun, type RunRowWithSession } from "./run-rows.ts";
import type { RunStore } from "./run-store.ts";
import type { Scheduler } from "./scheduler.ts";

interface RunsOptions {
  store: RunStore;
  scheduler: Scheduler;
  queue: QueuePositions;
  sessions: SessionsService;
  worktreeRecovery: WorktreeRecovery;
  orchestrators: OrchestratorsService;
  agents: AgentsService;
  runFolders: RunFolders;
  /** See `SessionsService`: a session is not deleted while a run is being started or stopped in it. */
  sessionLock: KeyedMutex;
}

/** Starting, stopping and looking at runs. */
export class RunsService {
  readonly #options: RunsOptions;

  constructor(options: RunsOptions) {
    this.#options = options;
  }

  /**
   * Queue a run in a session; the scheduler starts it as soon as the limits allow.
   * @throws DomainError SESSION_NOT_FOUND, SESSION_BUSY, ORCHESTRATOR_UNAVAILABLE, AGENT_UNAVAILABLE, CONVERSATION_UNAVAILABLE, REPOSITORY_PATH_MISSING, GIT_FAILED
   */
  start(input: RunStartInput): Promise<Run> {
    return this.#options.sessionLock.run(input.sessionId, () => this.startHeld(input));
  }

  /** `start` for whoever holds the session's lock. */
  async startHeld(input: RunStartInput): Promise<Run> {
    const { sessions, orchestrators, agents, store, scheduler } = this.#options;
    const session = await sessions.get(input.sessionId);
    if (isBusy(session)) {
      throw sessionBusy(session, "start another run");
    }
    await orchestrators.assertAvailable(session.orchestrator);
    await agents.assertUsable(session);
    const resume =
      input.conversation === "resume" ? await this.#conversationToResume(session) : null;
    await this.#options.worktreeRecovery.ensure(session);
    const row = await store.createQueued(input, resume);
    if (!row) throw sessionNotFound(input.sessionId);
    await scheduler.updatePositions();
    scheduler.wake();
    return this.#toRun(row);
  }

  /** @throws DomainError CONVERSATION_UNAVAILABLE */
  async #conversationToResume(session: Session): Promise<Conversation> {
    const { agents, store } = this.#options;
    const conversation = await store.lastConversation(session.id);
    const canResume = await agents.canResume(session);
    if (conversation !== null && canResume) return conversation;
    throw new DomainError(
      "CONVERSATION_UNAVAILABLE",
      canResume
        ? `There is no conversation in "${session.name}" that a run could continue.`
        : `The agent of "${session.name}" cannot continue a conversation.`,
      {
        help: [
          "Start the run with a fresh conversation: the files and commits of earlier runs are in the worktree anyway.",
        ],
        details: { sessionId: session.id, agent: session.agent },
      },
    );
  }

  /**
   * Ask a run to stop; `force` ends its processes at once. A queued run ends right here, a running one when its
   * processes are gone: its end is an event.
   * @throws DomainError RUN_NOT_FOUND, RUN_ALREADY_ENDED
   */
  async stop(input: { runId: string; force: boolean }): Promise<Run> {
    const { sessionId } = await this.#row(input.runId);
    // A session that is deleted meanwhile takes the run's row and folder with it.
    return this.#options.sessionLock.run(sessionId, () => this.#stop(input));
  }

  async #stop(input: { runId: string; force: boolean }): Promise<Run> {
    const { store, scheduler, runFolders } = this.#options;
    const row = await this.#row(input.runId);
    const run = this.#toRun(row);
    if (isEnded(run.status)) throw alreadyEnded(run);
    if (run.status === "queued" && (await scheduler.cancelQueued(row))) {
      return this.#toRun(await this.#row(run.id));
    }
    await requestStop(runFolders.of(run.id), { force: input.force });
    return this.#toRun((await store.find(run.id)) ?? row);
  }

  /**
   * Give a run's agent guidance: the turn that is going on, where the agent can be told, else the next one. A queued run has it
   * from its first. Resolves when it is stored; the run says in its journal when it has received it.
   * @throws DomainError RUN_NOT_FOUND, RUN_ALREADY_ENDED
   */
  async steer({ runId, text }: z.output<typeof runSteerInputSchema>): Promise<Run> {
    const { sessionId } = await this.#row(runId);
    return this.#options.sessionLock.run(sessionId, async () => {
      const run = await this.get(runId);
      if (isEnded(run.status)) throw alreadyEnded(run);
      if (await steerRun(this.#options.runFolders.of(runId), text)) return run;
      throw alreadyEnded(run);
    });
  }

  /** @throws DomainError RUN_NOT_FOUND */
  async get(id: string): Promise<Run> {
    return this.#toRun(await this.#row(id));
  }

  /** The runs of a session, newest first. @throws DomainError SESSION_NOT_FOUND */
  async list(input: z.output<typeof runListInputSchema>) {
    await this.#options.sessions.get(input.sessionId);
    return toPage(await this.#options.store.list(input), input.limit, (row) => this.#toRun(row));
  }

  #toRun(row: RunRow): Run {
    return toRun(row, this.#options.queue);
  }

  async #row(id: string): Promise<RunRowWithSession> {
    const row = await this.#options.store.find(id);
    if (!row) throw runNotFound(id);
    return row;
  }
}

function alreadyEnded(run: Run): DomainError {
  return new DomainError("RUN_ALREADY_ENDED", `Run ${run.number} has already ended.`, {
    help: ["Start another run to go on."],
    details: { runId: run.id, status: run.status, reason: run.reason },
  });
}
