import type { PrismaClient } from "@signalbox/db";
import type { Journal } from "@signalbox/runner";
import type { Journals } from "../runs/journals.ts";

/** The runs whose checkpoints are looked for. */
const searchedRuns = 3;
/** How much of a run's journal is searched for its last checkpoint: an iteration rarely prints more. Events. */
const searchedEvents = 20_000;
const eventsAtOnce = 2_000;

/** The last checkpoints of a session's last runs, as their journals have them; the latest first. Full commit ids. */
export async function lastCheckpoints(
  { client, journals }: { client: PrismaClient; journals: Journals },
  sessionId: string,
): Promise<string[]> {
  const runs = await client.run.findMany({
    where: { sessionId },
    orderBy: { number: "desc" },
    take: searchedRuns,
    select: { id: true },
  });
  const commits: string[] = [];
  for (const { id } of runs) {
    const commit = await lastCheckpoint(journals.of(id));
    if (commit !== null) commits.push(commit);
  }
  return commits;
}

async function lastCheckpoint(journal: Journal): Promise<string | null> {
  const { lastSeq } = await journal.read({ limit: 1 });
  let before = lastSeq + 1;
  while (before > 1 && lastSeq - before < searchedEvents) {
    const { events } = await journal.read({ before, limit: eventsAtOnce });
    const found = events.findLast((event) => event.type === "checkpoint");
    if (found?.type === "checkpoint") return found.commit;
    const [first] = events;
    if (first === undefined) return null;
    before = first.seq;
  }
  return null;
}
