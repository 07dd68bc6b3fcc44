import type { Socket } from "node:net";

/**
 * How much may lie unsent in a client's socket before its subscriptions wait: several batches, so that a quick client never
 * runs dry, and little enough for hundreds of clients that stopped reading. Bytes; 512 KiB.
 */
const maxUnsentBytes = 524_288;

/** What a client has not taken yet. tRPC hands every message to the socket at once, however many lie there already. */
export interface Outflow {
  /** Resolves when the client's socket has room, when it is closed, or when `signal` aborts. */
  ready(signal?: AbortSignal): Promise<void>;
}

/** The outflow of one connection, for all its subscriptions. Listens to the socket only while somebody waits. */
export function outflowOf(socket: Socket): Outflow {
  const waiting = new Set<() => void>();
  const wakeAll = () => {
    for (const wake of waiting) wake();
  };

  function wait(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        waiting.delete(wake);
        signal?.removeEventListener("abort", wake);
        if (waiting.size === 0) socket.off("drain", wakeAll).off("close", wakeAll);
        resolve();
      };
      // "drain" comes once all is sent: a socket that holds this much has refused writes before.
      if (waiting.size === 0) socket.on("drain", wakeAll).on("close", wakeAll);
      waiting.add(wake);
      signal?.addEventListener("abort", wake);
    });
  }

  return {
    async ready(signal) {
      const isFull = () => socket.writableLength > maxUnsentBytes && !socket.destroyed;
      const isOver = () => signal?.aborted === true;
      while (isFull() && !isOver()) await wait(signal);
    },
  };
}
