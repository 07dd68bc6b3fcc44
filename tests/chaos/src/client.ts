import type { AppRouter } from "@signalbox/api/router";
import { createTRPCClient, createWSClient, wsLink } from "@trpc/client";
import { WebSocket } from "ws";

/** A client as a page is one: it reconnects by itself and resumes after the last event that came. */
export function connect(server: { url: string; token: string }) {
  const open = new Set<WebSocket>();
  class Socket extends WebSocket {
    constructor(url: string | URL) {
      super(url, { headers: { authorization: `Bearer ${server.token}` } });
      open.add(this);
      this.on("close", () => open.delete(this));
    }
  }
  const socket = createWSClient({
    url: `${server.url.replace(/^http/, "ws")}/trpc`,
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- `ws` is a browser's WebSocket in all that the client uses
    WebSocket: Socket as unknown as typeof globalThis.WebSocket,
    retryDelayMs: () => 100,
  });
  return {
    client: createTRPCClient<AppRouter>({ links: [wsLink({ client: socket })] }),
    /** Cut the connection without a word, as a lost network does. */
    cut: () => {
      for (const each of open) each.terminate();
    },
    close: () => socket.close(),
  };
}

export type Client = ReturnType<typeof connect>["client"];

/** Everything that one client saw of one run. */
export interface Watch {
  /** The seqs in the order in which they came. */
  seqs: number[];
  /** Resolves when the subscription is over, that is after the run's last event. */
  ended: Promise<void>;
  /** Resolves when at least so many events have come. */
  atLeast(count: number): Promise<void>;
}

/** Follow a run over whatever happens to the connection. */
export function watch(client: Client, runId: string): Watch {
  const seqs: number[] = [];
  const waiting: { count: number; resolve: () => void }[] = [];
  const ended = new Promise<void>((resolve, reject) => {
    client.runs.onEvents.subscribe(
      { runId },
      {
        onData({ data }) {
          for (const event of data) seqs.push(event.seq);
          for (const waiter of waiting) if (seqs.length >= waiter.count) waiter.resolve();
        },
        onComplete: resolve,
        onError: reject,
      },
    );
  });
  return {
    seqs,
    ended,
    atLeast: (count) =>
      new Promise((resolve) => {
        if (seqs.length >= count) resolve();
        else waiting.push({ count, resolve });
      }),
  };
}
