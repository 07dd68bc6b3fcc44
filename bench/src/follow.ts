import type { Event } from "@signalbox/shared";
import type { Client } from "./server.ts";

/** What a client saw of a run. */
export interface Seen {
  events: number;
  outputs: number;
  /** Events that were not exactly the next one. */
  outOfOrder: number;
}

/** Follow a run over the subscription to its end; `onEvent` gets each event as it arrives. */
export function follow(
  client: Client,
  runId: string,
  onEvent: (event: Event) => void = () => {},
): Promise<Seen> {
  const seen: Seen = { events: 0, outputs: 0, outOfOrder: 0 };
  return new Promise((resolve, reject) => {
    client.runs.onEvents.subscribe(
      { runId },
      {
        onData({ data }) {
          for (const event of data) {
            seen.events += 1;
            if (event.seq !== seen.events) seen.outOfOrder += 1;
            if (event.type === "output") seen.outputs += 1;
            onEvent(event);
          }
        },
        onComplete: () => resolve(seen),
        onError: reject,
      },
    );
  });
}
