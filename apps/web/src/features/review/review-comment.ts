import { z } from "zod";

/** The most lines that one comment is about: more is no longer a place. */
export const maxCommentLines = 200;

/** What the person says about lines of a diff. The lines' text is kept: their numbers change with the next run. */
export const reviewCommentSchema = z.object({
  id: z.string(),
  path: z.string(),
  /** Which of the two texts the lines are of. */
  side: z.enum(["before", "after"]),
  /** The number that the first line had when the comment was written. */
  line: z.number().int(),
  lines: z.array(z.string()).min(1),
  text: z.string(),
});
export type ReviewComment = z.infer<typeof reviewCommentSchema>;

/** A comment that is being written; `replaces` is the one that is being changed. */
export interface CommentDraft extends ReviewComment {
  replaces: string | null;
}

/** The numbers of a comment's lines in words: `12`, `12–14`. */
export function lineWords({ line, lines }: { line: number; lines: readonly string[] }): string {
  return lines.length === 1 ? `${line}` : `${line}–${line + lines.length - 1}`;
}
