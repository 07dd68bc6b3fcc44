import type { Event } from "@signalbox/shared";
import { expect } from "vitest";
import type { Client, Watch } from "./client.ts";
import type { World } from "./world.ts";

/** How long what was told to end may take to be gone. */
const goneTimeoutMs = 15_000;

/** Every event of a run, read from its journal file page by page. */
export async function readJournal(world: World, runId: string): Promise<Event[]> {
  const journal = world.journal(runId);
  const events: Event[] = [];
  for (;;) {
    const page = await journal.read({ after: events.length, limit: 2000 });
    if (page.events.length === 0) return events;
    events.push(...page.events);
  }
}

/** The journal is complete and in order, its end is its only end, and the row says the same. Gives the events. */
export async function expectConsistent(
  world: World,
  client: Client,
  runId: string,
): Promise<Event[]> {
  const events = await readJournal(world, runId);
  const firstWrong = events.findIndex((event, index) => event.seq !== index + 1);
  expect(firstWrong, "the first event out of order").toBe(-1);
  expect(events[0]?.type).toBe("run.started");
  const ends = events.filter((event) => event.type === "run.ended");
  expect(ends).toEqual([events.at(-1)]);
  const run = await client.runs.get.query({ id: runId });
  expect(run).toMatchObject({
    lastSeq: events.length,
    status: ends[0]?.status,
    reason: ends[0]?.reason,
  });
  const session = await client.sessions.get.query({ id: run.sessionId });
  expect(session.status).toBe(run.status);
  return events;
}

/** The client saw 1, 2, 3, … to the last, each once. */
export function expectExactlyOnce(watch: Watch, last: number): void {
  expect(watch.seqs.length).toBe(last);
  expect(watch.seqs.findIndex((seq, index) => seq !== index + 1)).toBe(-1);
}

/** No process but the server's is left of a world. */
export async function expectNoProcess(world: World): Promise<void> {
  await expect.poll(() => world.processes(), { timeout: goneTimeoutMs }).toEqual([]);
}
