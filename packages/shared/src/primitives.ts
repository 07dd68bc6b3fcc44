import { z } from "zod";

/** An ISO 8601 time in UTC, as `Date.prototype.toISOString` writes it. */
export const timeSchema = z.iso.datetime();

/** US dollars as a decimal number. */
export const usdSchema = z.number().nonnegative();

/** An identifier given out by the server. */
export const idSchema = z.string().min(1).max(64);

/** A page of a list: how many items, and the cursor that the previous page gave. */
export const pageInputSchema = z.object({
  cursor: z.string().min(1).max(200).optional(),
  limit: z.number().int().min(1).max(200).default(50),
});

/** The shape of every paged answer: `nextCursor` is null on the last page. */
export function pageSchema<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}
