import { EventEmitter, on } from "node:events";
import type { PrismaClient } from "@signalbox/db";
import type { SessionChange } from "@signalbox/shared";
import { toSessionWithRun, withRun } from "./session-rows.ts";

/** Tells everyone who listens about every change of a session or of its runs. A change is stored before it is told. */
export class SessionChanges {
  readonly #client: PrismaClient;
  readonly #emitter = new EventEmitter<{ change: [SessionChange] }>();

  constructor(options: { client: PrismaClient }) {
    this.#client = options.client;
    // One listener a subscription: any number of pages may be open.
    this.#emitter.setMaxListeners(0);
  }

  /** Tell that a session, or its latest run, is different from before. */
  async changed(sessionId: string): Promise<void> {
    if (this.#emitter.listenerCount("change") === 0) return;
    const row = await this.#client.session.findUnique({
      where: { id: sessionId },
      include: withRun,
    });
    if (row) this.#emitter.emit("change", { kind: "changed", session: toSessionWithRun(row) });
  }

  /** Tell that a session is gone. */
  deleted(sessionId: string): void {
    this.#emitter.emit("change", { kind: "deleted", sessionId });
  }

  /** Every change from now on, until `signal` ends it. */
  async *listen(signal: AbortSignal | undefined): AsyncGenerator<SessionChange> {
    try {
      for await (const [change] of on(this.#emitter, "change", { signal })) {
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the emitter's type says so; Node's `on` forgets it
        yield change as SessionChange;
      }
    } catch (error) {
      if (!signal?.aborted) throw error;
    }
  }
}
