/**
 * One page of rows that are read newest first by id (ids are UUID v7: later is greater).
 * The cursor is the id of the last row of the page before.
 */
export function pageQuery(input: { cursor?: string | undefined; limit: number }) {
  return {
    where: input.cursor ? { id: { lt: input.cursor } } : {},
    // One more than asked for tells whether there is a next page.
    take: input.limit + 1,
    orderBy: { id: "desc" as const },
  };
}

/** Cut what `pageQuery` read to a page and its cursor. */
export function toPage<Row extends { id: string }, Item>(
  rows: Row[],
  limit: number,
  toItem: (row: Row) => Item,
): { items: Item[]; nextCursor: string | null } {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(toItem),
    nextCursor: rows.length > limit && last ? last.id : null,
  };
}
