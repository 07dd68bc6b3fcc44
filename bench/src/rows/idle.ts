import { setTimeout as delay } from "node:timers/promises";
import { withScratch } from "../scratch.ts";
import { startServer } from "../server.ts";
import type { Row } from "../table.ts";

const seconds = 20;
/** Starting is not idling: V8 clears up after it for some seconds more. */
const settleMs = 15_000;

/** (d) What share of a processor the server uses while one page is open on it and nothing happens. */
export async function idle(): Promise<Row> {
  return withScratch(async (scratch) => {
    const server = await startServer(scratch, []);
    try {
      await new Promise<void>((resolve) => {
        server.client.sessions.onChange.subscribe(undefined, { onStarted: () => resolve() });
      });
      await delay(settleMs);
      const before = await server.cpuMs();
      await delay(seconds * 1000);
      const share = ((await server.cpuMs()) - before) / (seconds * 1000);
      return {
        id: "d",
        what: `processor time of an idle server with a page open, over ${seconds} s`,
        figure: `${(share * 100).toFixed(2)} %`,
        baseline: "",
        ratio: null,
        bar: "< 0.5 %",
        reached: share < 0.005,
      };
    } finally {
      await server.stop();
    }
  });
}
