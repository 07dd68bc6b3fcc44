import { follow, type Seen } from "../follow.ts";
import { peakDuring } from "../peak.ts";
import { agentOf, program } from "../programs.ts";
import { withScratch } from "../scratch.ts";
import { startRun, startServer } from "../server.ts";
import { count, megabytes } from "../statistics.ts";
import type { Row } from "../table.ts";

const lines = 1_000_000;

/** (b) The flood from its child to a WebSocket client of the real server; and what memory the server needs for it. */
export async function endToEnd(tee: number): Promise<Row[]> {
  return withScratch(async (scratch) => {
    const server = await startServer(scratch, [agentOf("flood", program("flood", lines))]);
    try {
      let seen: Seen = { events: 0, outputs: 0, outOfOrder: 0 };
      let elapsedMs = 0;
      const peakBytes = await peakDuring(server, async () => {
        const startedAt = performance.now();
        const { runId } = await startRun(server, "flood");
        seen = await follow(server.client, runId);
        elapsedMs = performance.now() - startedAt;
      });
      const perSecond = (seen.events / elapsedMs) * 1000;
      const ratio = perSecond / tee;
      const isExact = seen.outOfOrder === 0 && seen.outputs === lines;
      return [
        {
          id: "b",
          what: `end to end: ${count(seen.events)} events to a client, ${seen.outOfOrder} lost, doubled or out of order`,
          figure: `${count(perSecond)} events/s`,
          baseline: `tee: ${count(tee)} lines/s`,
          ratio,
          bar: "≥ 100,000/s, ≥ 0.12, none lost",
          reached: isExact && perSecond >= 100_000 && ratio >= 0.12,
        },
        {
          id: "d",
          what: "server memory at its highest during (b)",
          figure: megabytes(peakBytes),
          baseline: "",
          ratio: null,
          bar: "< 250 MB",
          reached: peakBytes < 250_000_000,
        },
      ];
    } finally {
      await server.stop();
    }
  });
}
