import { makeRepository } from "@signalbox/api/testing";
import path from "node:path";
import { withScratch } from "../scratch.ts";
import { seed } from "../seed.ts";
import { startServer } from "../server.ts";
import { count, duration, percentile } from "../statistics.ts";
import type { Row } from "../table.ts";

const sizes = [100, 1000, 10_000, 100_000];
const requests = 400;
const barMs = 25;

interface Timed {
  perSecond: number;
  p50: number;
  p99: number;
}

/** (f) and (h) `sessions.list` of 50 with ever more sessions: requests/s, p99, and how the cost grows. */
export async function listRequests(): Promise<Row[]> {
  const timings: { size: number; timed: Timed }[] = [];
  for (const size of sizes) {
    timings.push({ size, timed: await withScratch((scratch) => timeList(scratch, size)) });
  }
  const [smallest] = timings;
  return timings.map(({ size, timed }) => {
    const growth = timed.p50 / (smallest?.timed.p50 ?? Number.NaN);
    return {
      id: size === 10_000 ? "f, h" : "h",
      what: `sessions.list, 50 of ${count(size)}`,
      figure: `${count(timed.perSecond)}/s, p50 ${duration(timed.p50)}, p99 ${duration(timed.p99)}`,
      baseline: `p50 with ${smallest?.size}: ${duration(smallest?.timed.p50 ?? 0)}`,
      ratio: growth,
      bar: `p99 < ${barMs} ms, ≤ 1.5`,
      reached: timed.p99 < barMs && growth <= 1.5,
    };
  });
}

async function timeList(scratch: string, sessions: number): Promise<Timed> {
  const repositoryPath = await makeRepository(scratch, "seeded");
  await seed(path.join(scratch, "home"), { sessions, journals: 0, repositoryPath });
  const server = await startServer(scratch, []);
  try {
    return await time(() => server.client.sessions.list.query({ limit: 50 }));
  } finally {
    await server.stop();
  }
}

/** One request after the other, after a few that warm up. */
async function time(request: () => Promise<unknown>): Promise<Timed> {
  for (let warm = 0; warm < 20; warm += 1) await request();
  const times: number[] = [];
  const startedAt = performance.now();
  for (let done = 0; done < requests; done += 1) {
    const before = performance.now();
    await request();
    times.push(performance.now() - before);
  }
  return {
    perSecond: (requests / (performance.now() - startedAt)) * 1000,
    p50: percentile(times, 0.5),
    p99: percentile(times, 0.99),
  };
}
