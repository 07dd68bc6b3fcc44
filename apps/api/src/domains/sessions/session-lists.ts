import type { PrismaClient } from "@signalbox/db";
import type {
  SessionCounts,
  sessionCountsInputSchema,
  sessionListInputSchema,
  SessionState,
} from "@signalbox/shared";
import type { z } from "zod";
import type { QueuePositions } from "../runs/queue-positions.ts";
import { countSessions, readSessionIds, type SessionCountRow } from "./session-queries.ts";
import { toListedSession, withRun } from "./session-rows.ts";

/** More repositories than this are not told of one by one. */
const maxCountedRepositories = 200;

type StateCounts = SessionCounts["states"];

/** The board of sessions: pages of them, and how many stand in each state. Sessions of forgotten repositories are left out. */
export class SessionLists {
  readonly #client: PrismaClient;
  readonly #queue: QueuePositions;

  constructor(options: { client: PrismaClient; queue: QueuePositions }) {
    this.#client = options.client;
    this.#queue = options.queue;
  }

  /** A page of sessions. @throws DomainError INVALID_INPUT for a cursor that no page gave */
  async list(input: z.output<typeof sessionListInputSchema>) {
    const { ids, nextCursor } = await readSessionIds(this.#client, input);
    const rows = await this.#client.session.findMany({
      where: { id: { in: ids } },
      include: withRun,
    });
    const byId = new Map(rows.map((row) => [row.id, toListedSession(row, this.#queue)]));
    return { items: ids.flatMap((id) => byId.get(id) ?? []), nextCursor };
  }

  /** How many sessions stand in each state: of all that the filters leave, and of each repository among them. */
  async counts(filters: z.output<typeof sessionCountsInputSchema>): Promise<SessionCounts> {
    const states = noneYet();
    const repositories = new Map<string, SessionCounts["repositories"][number]>();
    for (const row of await countSessions(this.#client, filters)) {
      const { repositoryId: id, repositoryName: name } = row;
      const repository = repositories.get(id) ?? { id, name, states: noneYet() };
      repositories.set(id, repository);
      for (const counts of [states, repository.states]) add(counts, row);
    }
    const busiestFirst = [...repositories.values()].toSorted(
      (one, other) => toDo(other.states) - toDo(one.states) || one.name.localeCompare(other.name),
    );
    return { states, repositories: busiestFirst.slice(0, maxCountedRepositories) };
  }
}

function noneYet(): StateCounts {
  return { needs_you: 0, running: 0, queued: 0, done: 0 };
}

function add(counts: StateCounts, { status, sessions, done }: SessionCountRow): void {
  if (status === "running" || status === "queued") {
    counts[status] += Number(sessions);
    return;
  }
  counts.done += Number(done);
  counts.needs_you += Number(sessions - done);
}

const open: SessionState[] = ["needs_you", "running", "queued"];

function toDo(counts: StateCounts): number {
  return open.reduce((sum, state) => sum + counts[state], 0);
}
