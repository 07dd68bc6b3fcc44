import { createSocketClient } from "@signalbox/api/testing";
import { follow } from "../follow.ts";
import { peakDuring } from "../peak.ts";
import { agentOf, program } from "../programs.ts";
import { withScratch } from "../scratch.ts";
import { startRun, startServer, type BenchServer } from "../server.ts";
import { duration, megabytes, percentile } from "../statistics.ts";
import type { Row } from "../table.ts";

const runs = 10;
const linesPerSecond = 300;
const seconds = 15;
/** Starting ten runs at once is not what is measured: lines of this first part do not count. */
const warmUpMs = 4000;

/** (c) From the child's write to a client's receipt, with ten runs going on, each client following all of them; and (d). */
export async function latency(clients: number): Promise<Row[]> {
  return withScratch(async (scratch) => {
    const steady = agentOf("steady", program("steady", linesPerSecond, seconds));
    const server = await startServer(scratch, [steady]);
    try {
      let latencies: number[] = [];
      let cpuMs = 0;
      const peakBytes = await peakDuring(server, async () => {
        const before = await server.cpuMs();
        latencies = await followAll(server, clients);
        cpuMs = (await server.cpuMs()) - before;
      });
      const p99 = percentile(latencies, 0.99);
      return [
        {
          id: "c",
          what: `live latency, ${runs} runs × ${linesPerSecond} lines/s, ${clients} clients on all`,
          figure: `p50 ${duration(percentile(latencies, 0.5))}, p99 ${duration(p99)}`,
          baseline: "",
          ratio: null,
          bar: "p99 < 100 ms",
          reached: p99 < 100,
        },
        {
          id: "d",
          what: `server memory at its highest with ${clients} clients in (c), and its processor time`,
          figure: `${megabytes(peakBytes)}, ${Math.round(cpuMs / (seconds * 10))} % of a core`,
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

async function followAll(server: BenchServer, clients: number): Promise<number[]> {
  const sockets = Array.from({ length: clients }, () => createSocketClient(server));
  const latencies: number[] = [];
  const countFrom = Date.now() + warmUpMs;
  try {
    const started: { runId: string }[] = [];
    for (let run = 0; run < runs; run += 1) started.push(await startRun(server, "steady"));
    await Promise.all(
      sockets.flatMap(({ client }) =>
        started.map(({ runId }) =>
          follow(client, runId, (event) => {
            if (event.type !== "output") return;
            const writtenAt = Number(event.text);
            if (writtenAt < countFrom) return;
            latencies.push(performance.timeOrigin + performance.now() - writtenAt);
          }),
        ),
      ),
    );
  } finally {
    await Promise.all(sockets.map((socket) => socket.close()));
  }
  return latencies;
}
