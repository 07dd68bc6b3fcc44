import { lineWords, type ReviewComment } from "./review-comment.ts";

/** More quoted lines than this say no more: the agent has the file. */
const maxQuotedLines = 20;
/** Of a line without an end, as in a minified file, its beginning is enough to find it. */
const maxQuotedLength = 300;

/** The prompt of the next run: the comments of the review, then what was typed. Without comments it is just that. */
export function promptWithComments(comments: readonly ReviewComment[], typed: string): string {
  if (comments.length === 0) return typed;
  const introduction =
    comments.length === 1
      ? "A review comment on the changes so far. Take care of it:"
      : `${comments.length} review comments on the changes so far. Take care of each of them:`;
  const parts = [introduction, ...comments.map((comment, index) => wordsOf(comment, index + 1))];
  return (typed.trim() === "" ? parts : [...parts, typed]).join("\n\n");
}

function wordsOf(comment: ReviewComment, number: number): string {
  const { lines } = comment;
  const left = lines.length - maxQuotedLines;
  const quote = lines
    .slice(0, maxQuotedLines)
    .map((line) => (line.length > maxQuotedLength ? `${line.slice(0, maxQuotedLength)}…` : line))
    .map((line) => `> ${line}`);
  if (left > 0) quote.push(`> … (${left} more ${left === 1 ? "line" : "lines"})`);
  const side = comment.side === "before" ? " (as it was before the changes)" : "";
  return [
    `${number}. ${pathWords(comment.path)}:${lineWords(comment)}${side}`,
    quote.join("\n"),
    comment.text.trim(),
  ].join("\n\n");
}

/** A name with a line break in it must not look like another part of the prompt. */
function pathWords(path: string): string {
  return /\p{Cc}/u.test(path) ? JSON.stringify(path) : path;
}
