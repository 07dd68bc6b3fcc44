import { Prisma, type PrismaClient } from "@signalbox/db";
import type { Activity, ActivityDay, activityInputSchema } from "@signalbox/shared";
import type { z } from "zod";
import { invalidField } from "../repositories/folders.ts";
import { lastDays, type Day } from "./days.ts";

const { sql, join, empty } = Prisma;

/** The sums of one day, as SQLite gives them: null when there is nothing to add up. */
interface Sums {
  day: bigint;
  runs: bigint;
  completed: bigint;
  going: bigint;
  costUsd: number | null;
  costEstimated: bigint | null;
  inputTokens: bigint | null;
  outputTokens: bigint | null;
  durationMs: number | null;
}

/** What the runs did, over time. Those of forgotten repositories count too: they were paid for all the same. */
export class StatsService {
  readonly #client: PrismaClient;

  constructor(options: { client: PrismaClient }) {
    this.#client = options.client;
  }

  /** The last days, the oldest first, today last. @throws DomainError INVALID_INPUT for a time zone that is not known */
  async activity(input: z.output<typeof activityInputSchema>): Promise<Activity> {
    const now = new Date();
    const days = daysOf(input, now);
    const sums = await Promise.all([
      this.#ended(days, now, input.repositoryId),
      this.#going(days.length - 1, now, input.repositoryId),
    ]);
    const rows = sums.flat();
    return {
      days: days.map(({ date }, index) =>
        rows.filter(({ day }) => Number(day) === index).reduce(added, emptyDay(date)),
      ),
    };
  }

  /** One search in the index for each day. Not grouped by day in one search: SQLite would sort all runs for that. */
  #ended(days: readonly Day[], now: Date, repositoryId: string | undefined): Promise<Sums[]> {
    const each = days.map(({ start }, index) => {
      const next = days[index + 1]?.start ?? later(now);
      return sql`SELECT ${index} AS "day", ${totals(now)} FROM "Run" INDEXED BY "Run_activity_idx"
        WHERE "endedAt" >= ${start} AND "endedAt" < ${next} ${ofRepository(repositoryId)}`;
    });
    return this.#client.$queryRaw<Sums[]>`${join(each, " UNION ALL ")}`;
  }

  #going(today: number, now: Date, repositoryId: string | undefined): Promise<Sums[]> {
    return this.#client.$queryRaw<Sums[]>`
      SELECT ${today} AS "day", ${totals(now)} FROM "Run"
      WHERE "status" = 'running' ${ofRepository(repositoryId)}`;
  }
}

function daysOf({ days, timeZone }: z.output<typeof activityInputSchema>, now: Date): Day[] {
  try {
    return lastDays(days, timeZone, now);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw invalidField("timeZone", 'Give a time zone by its IANA name, "Europe/Berlin" say.');
  }
}

/** A clock that is put back must not hide the runs that ended before it was. */
function later(now: Date): Date {
  return new Date(now.getTime() + 86_400_000);
}

// Days of `julianday`, exact to less than a millisecond: `unixepoch` with fractions takes three times as long.
const totals = (now: Date) => sql`
  count(*) AS "runs",
  count(*) FILTER (WHERE "status" = 'completed') AS "completed",
  count(*) FILTER (WHERE "status" = 'running') AS "going",
  total("costUsd") AS "costUsd",
  max("costEstimated") AS "costEstimated",
  sum("inputTokens") AS "inputTokens",
  sum("outputTokens") AS "outputTokens",
  total(86400000.0 * max(0, julianday(coalesce("endedAt", ${now})) - julianday("startedAt"))) AS "durationMs"`;

function ofRepository(repositoryId: string | undefined): Prisma.Sql {
  if (repositoryId === undefined) return empty;
  return sql`AND "sessionId" IN (SELECT "id" FROM "Session" WHERE "repositoryId" = ${repositoryId})`;
}

function emptyDay(date: string): ActivityDay {
  return {
    date,
    runs: 0,
    completed: 0,
    unfinished: 0,
    costUsd: 0,
    costEstimated: false,
    inputTokens: 0,
    outputTokens: 0,
    durationMs: 0,
  };
}

function added(day: ActivityDay, sums: Sums): ActivityDay {
  return {
    date: day.date,
    runs: day.runs + Number(sums.runs),
    completed: day.completed + Number(sums.completed),
    unfinished: day.unfinished + Number(sums.runs - sums.completed - sums.going),
    costUsd: day.costUsd + (sums.costUsd ?? 0),
    costEstimated: day.costEstimated || Boolean(sums.costEstimated),
    inputTokens: day.inputTokens + Number(sums.inputTokens ?? 0),
    outputTokens: day.outputTokens + Number(sums.outputTokens ?? 0),
    durationMs: day.durationMs + Math.round(sums.durationMs ?? 0),
  };
}
