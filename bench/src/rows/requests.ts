import path from "node:path";
import { makeRepository } from "@signalbox/api/testing";
import { writeLargeJournal } from "../large-journal.ts";
import { withScratch } from "../scratch.ts";
import { seed } from "../seed.ts";
import { startServer } from "../server.ts";
import { count, duration } from "../statistics.ts";
import type { Row } from "../table.ts";
import { timeRequests, type Timed } from "../time-requests.ts";

const sizes = [100, 1000, 10_000, 100_000];
const lines = 1_000_000;
const pageSize = 500;
const barMs = 25;
/** The size that (f) names. */
const namedSize = 10_000;

/** (f) and (h) The lists and pages that people look at, and the making of sessions, with ever more sessions. */
export async function requests(): Promise<Row[]> {
  return withScratch(async (scratch) => {
    const file = path.join(scratch, "large.ndjson");
    const large = { file, events: await writeLargeJournal(file, lines) };
    const timings: Timings[] = [];
    for (const size of sizes)
      timings.push(await timeAll(path.join(scratch, String(size)), size, large));
    return [
      ...growthRows("sessions.list, 50", timings, (timing) => timing.list),
      ...growthRows(
        `runs.events, ${pageSize} of ${count(lines)} anywhere,`,
        timings,
        (timing) => timing.page,
      ),
      ...timings.filter(({ size }) => size === namedSize).map(createRow),
    ];
  });
}

interface Timings {
  size: number;
  list: Timed;
  page: Timed;
  create: Timed;
}

async function timeAll(
  scratch: string,
  size: number,
  large: { file: string; events: number },
): Promise<Timings> {
  const repositoryPath = await makeRepository(scratch, "seeded");
  const home = path.join(scratch, "home");
  const runId = await seed(home, { sessions: size, journals: 0, repositoryPath, large });
  const server = await startServer(scratch, []);
  const { client, repositoryId } = server;
  try {
    return {
      size,
      list: await timeRequests(400, () => client.sessions.list.query({ limit: 50 })),
      page: await timeRequests(400, () => {
        const before = pageSize + Math.floor(Math.random() * (large.events - pageSize));
        return client.runs.events.query({ runId, before, limit: pageSize });
      }),
      create: await timeRequests(40, () =>
        client.sessions.create.mutate({ repositoryId, agent: "demo" }),
      ),
    };
  } finally {
    await server.stop();
  }
}

function growthRows(
  what: string,
  timings: readonly Timings[],
  timedOf: (timings: Timings) => Timed,
): Row[] {
  const [smallest] = timings;
  const baseMs = smallest === undefined ? Number.NaN : timedOf(smallest).p50;
  return timings.map((timing) => {
    const timed = timedOf(timing);
    const growth = timed.p50 / baseMs;
    return {
      id: timing.size === namedSize ? "f, h" : "h",
      what: `${what} with ${count(timing.size)} sessions`,
      figure: figureOf(timed),
      baseline: `p50 with ${smallest?.size}: ${duration(baseMs)}`,
      ratio: growth,
      bar: `p99 < ${barMs} ms, ≤ 1.5`,
      reached: timed.p99 < barMs && growth <= 1.5,
    };
  });
}

function createRow({ size, create }: Timings): Row {
  return {
    id: "f",
    what: `sessions.create, each with its worktree, with ${count(size)} sessions`,
    figure: figureOf(create),
    baseline: "",
    ratio: null,
    bar: "",
    reached: null,
  };
}

function figureOf({ perSecond, p50, p99 }: Timed): string {
  return `${count(perSecond)}/s, p50 ${duration(p50)}, p99 ${duration(p99)}`;
}
