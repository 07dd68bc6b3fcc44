import { follow } from "../follow.ts";
import { agentOf, program } from "../programs.ts";
import { withScratch } from "../scratch.ts";
import { startServer } from "../server.ts";
import { duration, percentile } from "../statistics.ts";
import type { Row } from "../table.ts";

const attempts = 10;

/** (g) From the call of `runs.start` to the first event, and to the agent's first line, at the client. */
export async function startOfRun(): Promise<Row> {
  return withScratch(async (scratch) => {
    const server = await startServer(scratch, [agentOf("flood", program("flood", 1))]);
    const { client, repositoryId } = server;
    const firstEvents: number[] = [];
    const firstLines: number[] = [];
    try {
      for (let attempt = 0; attempt < attempts; attempt += 1) {
        const session = await client.sessions.create.mutate({ repositoryId, agent: "flood" });
        const startedAt = performance.now();
        const { id } = await client.runs.start.mutate({
          sessionId: session.id,
          prompt: "bench",
          budget: { maxIterations: 1 },
        });
        await follow(client, id, (event) => {
          const elapsedMs = performance.now() - startedAt;
          if (event.seq === 1) firstEvents.push(elapsedMs);
          if (event.type === "output") firstLines.push(elapsedMs);
        });
      }
    } finally {
      await server.stop();
    }
    const median = percentile(firstEvents, 0.5);
    return {
      id: "g",
      what: `start of a run: call → first event (agent's first line after ${duration(percentile(firstLines, 0.5))})`,
      figure: `median ${duration(median)}, worst ${duration(Math.max(...firstEvents))}`,
      baseline: "",
      ratio: null,
      bar: "< 400 ms",
      reached: median < 400,
    };
  });
}
