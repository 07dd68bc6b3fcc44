import { diffWordsWithSpace } from "diff";
import { blocksOf } from "./diff-rows.ts";
import type { DiffHunk, DiffLine } from "./patch.ts";

/** The parts of a line that differ from the line it came from, or became: from (included) and to (not included), in characters. */
export type WordMarks = [from: number, to: number][];

/** Longer lines are rarely read word by word, and take long to compare. */
const maxLineLength = 600;
/** Lines beyond these of one block of changes are compared with nothing: they are another text. */
const maxPairs = 200;
/** Below this share of common text two lines have nothing to do with each other: marks would cover nearly everything. */
const minCommonShare = 0.35;

/** The words that differ within changed lines, by line. */
export function wordMarksOf(hunk: DiffHunk): Map<DiffLine, WordMarks> {
  const marks = new Map<DiffLine, WordMarks>();
  for (const { removed, added } of blocksOf(hunk.lines)) {
    for (const [index, before] of removed.slice(0, maxPairs).entries()) {
      const after = added[index];
      const pair = after && compare(before.text, after.text);
      if (!after || !pair) continue;
      marks.set(before, pair.before);
      marks.set(after, pair.after);
    }
  }
  return marks;
}

function compare(before: string, after: string): { before: WordMarks; after: WordMarks } | null {
  if (before.length > maxLineLength || after.length > maxLineLength) return null;
  const marks = { before: [] as WordMarks, after: [] as WordMarks };
  let [beforeAt, afterAt, common] = [0, 0, 0];
  for (const { value, added, removed } of diffWordsWithSpace(before, after)) {
    if (added) {
      marks.after.push([afterAt, (afterAt += value.length)]);
    } else if (removed) {
      marks.before.push([beforeAt, (beforeAt += value.length)]);
    } else {
      beforeAt += value.length;
      afterAt += value.length;
      common += value.trim().length;
    }
  }
  const longest = Math.max(before.trim().length, after.trim().length);
  return common >= longest * minCommonShare ? marks : null;
}
