import { percentile } from "./statistics.ts";

/** How long requests took, in ms. */
export interface Timed {
  perSecond: number;
  p50: number;
  p99: number;
}

/** One request after the other, `count` of them, after a few that warm up. */
export async function timeRequests(count: number, request: () => Promise<unknown>): Promise<Timed> {
  for (let warm = 0; warm < Math.min(20, count / 4); warm += 1) await request();
  const times: number[] = [];
  const startedAt = performance.now();
  for (let done = 0; done < count; done += 1) {
    const before = performance.now();
    await request();
    times.push(performance.now() - before);
  }
  return {
    perSecond: (count / (performance.now() - startedAt)) * 1000,
    p50: percentile(times, 0.5),
    p99: percentile(times, 0.99),
  };
}
