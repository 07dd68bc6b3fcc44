import { Prisma, type PrismaClient } from "@signalbox/db";
import type { SessionSort, SessionState, SessionStatus } from "@signalbox/shared";
import { invalidField } from "../repositories/folders.ts";

/** What narrows lists and counts of sessions. */
export interface SessionFilters {
  repositoryId?: string | undefined;
  orchestrator?: string | undefined;
  agent?: string | undefined;
  search?: string | undefined;
}

/** Which sessions, in which order, from where on. */
export interface SessionQuery extends SessionFilters {
  status?: SessionStatus | undefined;
  state?: SessionState | undefined;
  sort: SessionSort;
  cursor?: string | undefined;
  limit: number;
}

/** The last row of a page, as far as its sort goes by it. */
interface Key {
  id: string;
  name: string;
  updatedAt: Date;
}

const { sql, join, empty } = Prisma;

/**
 * How each sort goes: its index, which holds all that the filters ask for but the search, and is named because SQLite would rather go
 * by the filters and sort what it finds; and what follows the last row of the page before.
 */
const sorts = {
  newest: {
    index: sql`"Session_newest_idx"`,
    order: sql`s."id" DESC`,
    cursorOf: ({ id }: Key) => id,
    after: (cursor: string) => sql`s."id" < ${cursor}`,
  },
  changed: {
    index: sql`"Session_changed_idx"`,
    order: sql`s."updatedAt" DESC, s."id" DESC`,
    cursorOf: ({ updatedAt, id }: Key) => `${updatedAt.getTime()}.${id}`,
    after(cursor: string) {
      const [, time, id] = /^(\d{1,15})\.(.+)$/.exec(cursor) ?? [];
      if (time === undefined || id === undefined) throw unknownCursor();
      return sql`(s."updatedAt", s."id") < (${new Date(Number(time))}, ${id})`;
    },
  },
  name: {
    index: sql`"Session_name_idx"`,
    order: sql`s."name" COLLATE NOCASE, s."id"`,
    // The name itself, not only the id: its session may be gone or have another name when the next page is asked for.
    cursorOf: ({ name, id }: Key) => Buffer.from(`${id}\n${name}`).toString("base64url"),
    after(cursor: string) {
      const [id, ...name] = Buffer.from(cursor, "base64url").toString("utf8").split("\n");
      if (id === undefined || name.length === 0) throw unknownCursor();
      const last = name.join("\n");
      // Not as one comparison of rows: for that SQLite would not use the index.
      return sql`s."name" COLLATE NOCASE >= ${last} AND (s."name" COLLATE NOCASE > ${last} OR s."id" > ${id})`;
    },
  },
};

function unknownCursor() {
  return invalidField("cursor", "Give a cursor that the page before gave, with the same sort.");
}

/** The ids of a page of sessions, in order, and the cursor of the next. @throws DomainError INVALID_INPUT for a cursor that no page gave */
export async function readSessionIds(
  client: PrismaClient,
  query: SessionQuery,
): Promise<{ ids: string[]; nextCursor: string | null }> {
  const sort = sorts[query.sort];
  // SQLite tries them in this order: what is in the index's row itself comes before the search in the repositories.
  const conditions = [
    ...(query.status === undefined ? [] : [sql`s."status" = ${query.status}`]),
    ...(query.state === undefined ? [] : [inState(query.state)]),
    ...conditionsOf(query),
    ...(query.cursor === undefined ? [] : [sort.after(query.cursor)]),
  ];
  const rows = await client.$queryRaw<Key[]>`
    SELECT s."id", s."name", s."updatedAt" FROM "Session" s INDEXED BY ${sort.index} ${latestRunFor(query)}
    WHERE ${join(conditions, " AND ")} ORDER BY ${sort.order} LIMIT ${query.limit + 1}`;
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  const nextCursor = rows.length > query.limit && last ? sort.cursorOf(last) : null;
  return { ids: page.map(({ id }) => id), nextCursor };
}

/** How many sessions of one repository have one status, and for how many of them the person is done. */
export interface SessionCountRow {
  repositoryId: string;
  repositoryName: string;
  status: string;
  sessions: bigint;
  done: bigint;
}

/** Counts the sessions that the filters leave, by repository and status, in an index alone unless there is a search. */
export async function countSessions(
  client: PrismaClient,
  filters: SessionFilters,
): Promise<SessionCountRow[]> {
  return client.$queryRaw<SessionCountRow[]>`
    SELECT c.*, r."name" AS "repositoryName" FROM (
      SELECT s."repositoryId", s."status", count(*) AS "sessions", count(s."doneAt") AS "done"
      FROM "Session" s INDEXED BY "Session_counts_idx" ${latestRunFor(filters)}
      WHERE ${join(conditionsOf(filters), " AND ")} GROUP BY s."repositoryId", s."status"
    ) c CROSS JOIN "Repository" r ON r."id" = c."repositoryId"`;
}

function conditionsOf({ repositoryId, orchestrator, agent, search }: SessionFilters): Prisma.Sql[] {
  return [
    sql`s."repositoryId" IN (SELECT "id" FROM "Repository" WHERE "forgottenAt" IS NULL)`,
    ...(repositoryId === undefined ? [] : [sql`s."repositoryId" = ${repositoryId}`]),
    ...(orchestrator === undefined ? [] : [sql`s."orchestrator" = ${orchestrator}`]),
    ...(agent === undefined ? [] : [sql`s."agent" = ${agent}`]),
    ...(search ? [matching(search)] : []),
  ];
}

function matching(search: string): Prisma.Sql {
  const pattern = `%${search.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  const like = sql`LIKE ${pattern} ESCAPE '\\'`;
  return sql`(s."name" ${like} OR s."branch" ${like} OR latest."prompt" ${like}
    OR s."repositoryId" IN (SELECT "id" FROM "Repository" WHERE "name" ${like}))`;
}

/** Only a search looks at the latest run. */
function latestRunFor({ search }: SessionFilters): Prisma.Sql {
  return search ? sql`LEFT JOIN "Run" latest ON latest."id" = s."latestRunId"` : empty;
}

function inState(state: SessionState): Prisma.Sql {
  switch (state) {
    case "running":
    case "queued":
      return sql`s."status" = ${state}`;
    case "needs_you":
      return sql`s."doneAt" IS NULL AND s."status" NOT IN ('running', 'queued')`;
    case "done":
      return sql`s."doneAt" IS NOT NULL AND s."status" NOT IN ('running', 'queued')`;
  }
}
