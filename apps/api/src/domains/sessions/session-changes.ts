import { EventEmitter } from "node:events";
import type { PrismaClient } from "@signalbox/db";
import type { SessionChange } from "@signalbox/shared";
import type { QueuePositions } from "../runs/queue-positions.ts";
import { toListedSession, withRun } from "./session-rows.ts";

/** How many sessions are read at once when many have changed. */
const batchSize = 100;

/** Tells everyone who listens about every change of a session or of its runs. A change is stored before it is told. */
export class SessionChanges {
  readonly #client: PrismaClient;
  readonly #queue: QueuePositions;
  readonly #emitter = new EventEmitter<{ change: [SessionChange] }>();

  constructor(options: { client: PrismaClient; queue: QueuePositions }) {
    this.#client = options.client;
    this.#queue = options.queue;
    // One listener a subscription: any number of pages may be open.
    this.#emitter.setMaxListeners(0);
  }

  /** Tell that sessions, or their latest runs, are different from before. */
  async changed(...sessionIds: string[]): Promise<void> {
    for (let first = 0; first < sessionIds.length; first += batchSize) {
      if (this.#emitter.listenerCount("change") === 0) return;
      const rows = await this.#client.session.findMany({
        where: { id: { in: sessionIds.slice(first, first + batchSize) } },
        include: withRun,
      });
      for (const row of rows) {
        const session = toListedSession(row, this.#queue);
        this.#emitter.emit("change", { kind: "changed", session });
      }
    }
  }

  /** Tell that a session is gone. */
  deleted(sessionId: string): void {
    this.#emitter.emit("change", { kind: "deleted", sessionId });
  }

  /**
   * Every change from now on, until `signal` ends it. A listener that is slow gets the latest state of a session once,
   * not each one that it missed: what waits for it is never more than one change a session.
   */
  async *listen(signal: AbortSignal | undefined): AsyncGenerator<SessionChange> {
    const waiting = new Map<string, SessionChange>();
    let wake = () => {};
    const take = (change: SessionChange) => {
      waiting.set(change.kind === "changed" ? change.session.id : change.sessionId, change);
      wake();
    };
    const onAbort = () => wake();
    this.#emitter.on("change", take);
    signal?.addEventListener("abort", onAbort);
    const isOver = () => signal?.aborted === true;
    try {
      while (!isOver()) {
        for (const [id, change] of waiting) {
          waiting.delete(id);
          yield change;
        }
        if (waiting.size > 0 || isOver()) continue;
        await new Promise<void>((resolve) => (wake = resolve));
      }
    } finally {
      this.#emitter.off("change", take);
      signal?.removeEventListener("abort", onAbort);
    }
  }
}
