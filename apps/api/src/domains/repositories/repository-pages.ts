import type { Prisma, PrismaClient, Repository as RepositoryRow } from "@signalbox/db";
import type { repositoryListInputSchema } from "@signalbox/shared";
import type { z } from "zod";
import { pageQuery, toPage } from "../page.ts";
import { invalidField } from "./folders.ts";

type Input = z.output<typeof repositoryListInputSchema>;

interface Page {
  rows: RepositoryRow[];
  nextCursor: string | null;
}

/** A page of the rows of the registered repositories. @throws DomainError INVALID_INPUT for a cursor that no page gave */
export async function readPage(client: PrismaClient, input: Input): Promise<Page> {
  const { search } = input;
  const matches = search
    ? { OR: [{ name: { contains: search } }, { path: { contains: search } }] }
    : {};
  const where = { forgottenAt: null, ...matches };
  switch (input.sort) {
    case "added":
      return byAdded(client, where, input);
    case "used":
      return byUse(client, where, input);
    case "name":
      return byName(client, where, input);
  }
}

async function byAdded(
  client: PrismaClient,
  matches: Prisma.RepositoryWhereInput,
  input: Input,
): Promise<Page> {
  const { where, ...page } = pageQuery(input);
  const rows = await client.repository.findMany({ where: { ...matches, ...where }, ...page });
  const { items, nextCursor } = toPage(rows, input.limit, (row) => row);
  return { rows: items, nextCursor };
}

/** Those that were never used come last, and of those the newest first. The cursor is the last row's time and id. */
async function byUse(
  client: PrismaClient,
  matches: Prisma.RepositoryWhereInput,
  { cursor, limit }: Input,
): Promise<Page> {
  const rows = await client.repository.findMany({
    where: cursor === undefined ? matches : { AND: [matches, usedBefore(cursor)] },
    orderBy: [{ lastUsedAt: "desc" }, { id: "desc" }],
    take: limit + 1,
  });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const nextCursor =
    rows.length > limit && last ? `${last.lastUsedAt?.getTime() ?? "never"}.${last.id}` : null;
  return { rows: page, nextCursor };
}

function usedBefore(cursor: string): Prisma.RepositoryWhereInput {
  const [, time, id] = /^(\d{1,15}|never)\.(.+)$/.exec(cursor) ?? [];
  if (time === undefined || id === undefined) throw unknownCursor();
  const before = { id: { lt: id } };
  if (time === "never") return { lastUsedAt: null, ...before };
  const lastUsedAt = new Date(Number(time));
  return {
    OR: [{ lastUsedAt: { lt: lastUsedAt } }, { lastUsedAt, ...before }, { lastUsedAt: null }],
  };
}

/** As a person looks names up: whatever the case, and 2 before 10. */
const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

function compareNames(one: Named, other: Named): number {
  return collator.compare(one.name, other.name) || (one.id < other.id ? -1 : 1);
}

type Named = Pick<RepositoryRow, "id" | "name">;

/**
 * The database compares bytes, so the names of all are sorted here: they are as many as a person can register. The cursor is the last
 * row's id, whose name is looked up: it is there also when the repository was forgotten meanwhile.
 */
async function byName(
  client: PrismaClient,
  where: Prisma.RepositoryWhereInput,
  { cursor, limit }: Input,
): Promise<Page> {
  const names = await client.repository.findMany({ where, select });
  const sorted = names.toSorted(compareNames);
  const after = cursor === undefined ? sorted : namesAfter(await nameOf(client, cursor), sorted);
  const ids = after.slice(0, limit).map(({ id }) => id);
  const rows = await client.repository.findMany({ where: { id: { in: ids } } });
  const byId = new Map(rows.map((row) => [row.id, row]));
  return {
    rows: ids.flatMap((id) => byId.get(id) ?? []),
    nextCursor: after.length > limit ? (ids.at(-1) ?? null) : null,
  };
}

const select = { id: true, name: true };

async function nameOf(client: PrismaClient, id: string): Promise<Named> {
  const row = await client.repository.findUnique({ where: { id }, select });
  if (row === null) throw unknownCursor();
  return row;
}

function namesAfter(last: Named, sorted: Named[]): Named[] {
  return sorted.filter((name) => name.id !== last.id && compareNames(name, last) > 0);
}

function unknownCursor() {
  return invalidField("cursor", "Give a cursor that the page before gave, with the same sort.");
}
