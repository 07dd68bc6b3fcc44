import type { QueuedRun } from "./fair-order.ts";

/** Where each queued run stands in the queue. Kept in memory: it follows from the rows and the limits. */
export class QueuePositions {
  #positions = new Map<string, number>();

  /** 1 is the next to start; null for a run that is not queued. */
  of(runId: string): number | null {
    return this.#positions.get(runId) ?? null;
  }

  /** Take in the queue as it is now, next first; gives the sessions of the runs that moved in it. */
  set(order: readonly QueuedRun[]): string[] {
    const before = this.#positions;
    this.#positions = new Map(order.map(({ id }, index) => [id, index + 1]));
    return order
      .filter(({ id }) => before.get(id) !== this.#positions.get(id))
      .map((run) => run.sessionId);
  }
}
