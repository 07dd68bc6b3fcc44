import path from "node:path";
import { makeRepository } from "@signalbox/api/testing";
import { writeLargeJournal } from "../large-journal.ts";
import { withScratch } from "../scratch.ts";
import { seed } from "../seed.ts";
import { startServer, type Client } from "../server.ts";
import { count, duration, percentile } from "../statistics.ts";
import type { Row } from "../table.ts";
import { timeRequests } from "../time-requests.ts";

const lines = 1_000_000;
const sessions = 100_000;

/** (l) Finding one's way: in a journal of 1,000,000 events, and on a board of 100,000 sessions. */
export async function lookups(): Promise<Row[]> {
  return withScratch(async (scratch) => {
    const file = path.join(scratch, "large.ndjson");
    const large = { file, events: await writeLargeJournal(file, lines) };
    const repositoryPath = await makeRepository(scratch, "seeded");
    const sizes = { sessions, journals: 0, repositoryPath, large };
    const runId = await seed(path.join(scratch, "home"), sizes);
    const server = await startServer(scratch, []);
    try {
      return await measure(server.client, runId);
    } finally {
      await server.stop();
    }
  });
}

async function measure(client: Client, runId: string): Promise<Row[]> {
  const of = `of ${count(lines)} events`;
  const cold = await coldOutline(client, runId);
  const outline = await timeRequests(100, () => client.runs.outline.query({ id: runId }));
  const searched = await searchAll(client, runId);
  const sparse = await timeRequests(100, () =>
    client.runs.filter.query({ runId, types: ["run.ended"] }),
  );
  const counts = await timeRequests(100, () => client.sessions.counts.query({}));
  const done = await timeRequests(100, () =>
    client.sessions.list.query({ state: "done", sort: "name" }),
  );
  const activity = await timeRequests(40, () => client.stats.activity.query({ days: 14 }));
  return [
    row(`the first runs.outline ${of}`, cold.totalMs, 1500),
    row(`system.info meanwhile, the slowest`, cold.slowestMs, 200),
    row(`runs.outline ${of} again, p50`, outline.p50, 10),
    row(`runs.search through all ${of}, ${searched.calls} calls`, searched.totalMs, 3000),
    row(`one call of it, the slowest`, searched.slowestMs, 400),
    row(`runs.filter, one event ${of}, p50`, sparse.p50, 10),
    row(`sessions.counts with ${count(sessions)} sessions, p50`, counts.p50, 25),
    row(`sessions.list, none of them done, by name, p50`, done.p50, 40),
    row(`stats.activity, all of their runs today, p50`, activity.p50, 250),
  ];
}

/** The server has not looked at the journal yet; others go on asking it while it does. */
async function coldOutline(client: Client, runId: string) {
  const times: number[] = [];
  const outlining = { isOver: false };
  const startedAt = performance.now();
  const outline = client.runs.outline.query({ id: runId }).finally(() => (outlining.isOver = true));
  do {
    const askedAt = performance.now();
    await client.system.info.query();
    times.push(performance.now() - askedAt);
  } while (!outlining.isOver);
  await outline;
  const totalMs = performance.now() - startedAt;
  return { totalMs, slowestMs: percentile(times, 1) };
}

async function searchAll(client: Client, runId: string) {
  const query = "is nowhere in it";
  const times: number[] = [];
  let next: number | null = 0;
  while (next !== null) {
    const askedAt = performance.now();
    const page: { next: number | null } = await client.runs.search.query({
      runId,
      query,
      after: next,
    });
    times.push(performance.now() - askedAt);
    ({ next } = page);
  }
  const totalMs = times.reduce((sum, time) => sum + time, 0);
  return { totalMs, slowestMs: percentile(times, 1), calls: times.length };
}

function row(what: string, ms: number, barMs: number): Row {
  return {
    id: "l",
    what,
    figure: duration(ms),
    baseline: "",
    ratio: null,
    bar: `< ${duration(barMs)}`,
    reached: ms < barMs,
  };
}
