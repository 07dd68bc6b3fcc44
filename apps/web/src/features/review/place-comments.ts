import type { DiffHunk } from "../git/patch.ts";
import type { ReviewComment } from "./review-comment.ts";

/** A comment at the lines that it is about, as they are now; `line` is the number of the first one. */
export interface PlacedComment<Comment extends ReviewComment> {
  comment: Comment;
  line: number;
}

export interface Placement<Comment extends ReviewComment> {
  /** By the last line: `after:14`. */
  placed: Map<string, PlacedComment<Comment>[]>;
  /** Their lines are no longer in the diff. */
  outdated: Comment[];
}

/**
 * Finds the lines of each comment by their text: those that stand where it was written, else the nearest that read the same
 * (comments survive what is added above them). Hunks are those of the comments' file.
 */
export function placeComments<Comment extends ReviewComment>(
  comments: readonly Comment[],
  hunks: readonly DiffHunk[],
): Placement<Comment> {
  const placement: Placement<Comment> = { placed: new Map(), outdated: [] };
  for (const comment of comments) {
    const line = findLines(comment, hunks);
    if (line === null) {
      placement.outdated.push(comment);
      continue;
    }
    const key = `${comment.side}:${line + comment.lines.length - 1}`;
    placement.placed.set(key, [...(placement.placed.get(key) ?? []), { comment, line }]);
  }
  return placement;
}

function findLines(
  { side, line, lines }: ReviewComment,
  hunks: readonly DiffHunk[],
): number | null {
  let nearest: number | null = null;
  for (const hunk of hunks) {
    // Within a hunk the lines of one side follow each other without a gap.
    const there = hunk.lines.filter((candidate) => candidate[side] !== null);
    for (let index = 0; index + lines.length <= there.length; index += 1) {
      const number = there[index]?.[side] ?? null;
      if (number === null || !lines.every((text, at) => there[index + at]?.text === text)) continue;
      if (nearest === null || Math.abs(number - line) < Math.abs(nearest - line)) nearest = number;
    }
  }
  return nearest;
}
