import { setTimeout as delay } from "node:timers/promises";
import { follow } from "../follow.ts";
import { peakDuring } from "../peak.ts";
import { agentOf, program } from "../programs.ts";
import { withScratch } from "../scratch.ts";
import { startRun, startServer, type BenchServer } from "../server.ts";
import { count, megabytes } from "../statistics.ts";
import type { Row } from "../table.ts";

const longLines = 1_000_000;
const floodLines = 200_000;
const floods = 10;
const pageSize = 500;
/** After this much quiet, what the server holds is what it keeps. */
const settleMs = 2000;

/** (d) The server's memory while a long run is paged from its end to its start, and what ten floods leave behind. */
export async function memory(): Promise<Row[]> {
  return withScratch(async (scratch) => {
    const server = await startServer(scratch, [
      agentOf("long", program("flood", longLines)),
      agentOf("flood", program("flood", floodLines)),
    ]);
    try {
      return [await paging(server), await growth(server)];
    } finally {
      await server.stop();
    }
  });
}

async function paging(server: BenchServer): Promise<Row> {
  const { runId } = await startRun(server, "long");
  // Nobody but the server itself follows it.
  await untilEnded(server, runId);
  let seen = 0;
  const peakBytes = await peakDuring(server, async () => {
    const { lastSeq } = await server.client.runs.events.query({ runId, limit: 1 });
    for (let before = lastSeq + 1; before > 1;) {
      const page = await server.client.runs.events.query({ runId, before, limit: pageSize });
      seen += page.events.length;
      before = page.events[0]?.seq ?? 1;
    }
  });
  return {
    id: "d",
    what: `server memory at its highest while ${count(seen)} events are paged from the end to the start`,
    figure: megabytes(peakBytes),
    baseline: "",
    ratio: null,
    bar: "< 250 MB",
    reached: seen > longLines && peakBytes < 250_000_000,
  };
}

async function untilEnded({ client }: BenchServer, runId: string): Promise<void> {
  while ((await client.runs.get.query({ id: runId })).endedAt === null) await delay(100);
}

async function growth(server: BenchServer): Promise<Row> {
  const flood = async () => {
    const { runId } = await startRun(server, "flood");
    await follow(server.client, runId);
  };
  await flood();
  await delay(settleMs);
  const before = await server.memoryBytes();
  for (let done = 0; done < floods; done += 1) await flood();
  await delay(settleMs);
  const after = await server.memoryBytes();
  return {
    id: "d",
    what: `growth of the server's memory by ${floods} floods of ${count(floodLines)} lines`,
    figure: megabytes(after - before),
    baseline: `before: ${megabytes(before)}`,
    ratio: null,
    bar: "< 20 MB",
    reached: after - before < 20_000_000,
  };
}
