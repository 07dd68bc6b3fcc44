import { z } from "zod";

/** An ISO 8601 time in UTC, as `Date.prototype.toISOString` writes it. */
export const timeSchema = z.iso.datetime();

/** US dollars as a decimal number. */
export const usdSchema = z.number().nonnegative();

/** An identifier given out by the server. */
export const idSchema = z.string().min(1).max(64);

/** A page of a list: how many items, and the cursor that the previous page gave. */
export const pageInputSchema = z.object({
  cursor: z.string().min(1).max(2000).optional(),
  limit: z.number().int().min(1).max(200).default(50),
});

/** The shape of every paged answer: `nextCursor` is null on the last page. */
export function pageSchema<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}

/**
 * Text that a person gives: its ends trimmed, not empty, at most `maxLength` UTF-16 units. Without NUL, at which the
 * database and every program would cut it off in silence.
 */
export function textSchema(maxLength: number) {
  return z.string().trim().min(1).max(maxLength).refine(isWithoutNul, withoutNul);
}

export function isWithoutNul(text: string): boolean {
  return !text.includes("\0");
}
export const withoutNul = { message: "it must not contain a NUL character" };
