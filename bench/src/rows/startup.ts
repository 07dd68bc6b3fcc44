import path from "node:path";
import { makeRepository, startServerProcess } from "@signalbox/api/testing";
import { withScratch } from "../scratch.ts";
import { seed } from "../seed.ts";
import { duration } from "../statistics.ts";
import type { Row } from "../table.ts";

/** (e) From the start of the process until `/healthz` answers, with an empty home and with a full one. */
export async function startup(): Promise<Row[]> {
  return withScratch(async (scratch) => {
    const empty = await timeToHealth(path.join(scratch, "empty"));
    const full = path.join(scratch, "full");
    const repositoryPath = await makeRepository(scratch);
    await seed(full, { sessions: 10_000, journals: 2000, repositoryPath });
    const filled = await timeToHealth(full);
    return [
      row("an empty home", empty, 1500),
      row("10,000 sessions, 2,000 journals", filled, 3000),
    ];
  });
}

async function timeToHealth(home: string): Promise<number> {
  const startedAt = performance.now();
  const server = await startServerProcess(home);
  const url = await server.ready;
  const { ok } = await fetch(`${url}/healthz`);
  const elapsedMs = performance.now() - startedAt;
  await server.process.stop();
  if (!ok) throw new Error("the server is not healthy");
  return elapsedMs;
}

function row(what: string, elapsedMs: number, barMs: number): Row {
  return {
    id: "e",
    what: `start of the server to /healthz with ${what}`,
    figure: duration(elapsedMs),
    baseline: "",
    ratio: null,
    bar: `< ${duration(barMs)}`,
    reached: elapsedMs < barMs,
  };
}
