import { stripVTControlCharacters } from "node:util";

/** What an agent prints as its own final line when the whole work is done. */
export const completionPromise = "<promise>COMPLETE</promise>";

/** The beginning of a fenced code block, also as an item of a list or in a quotation. */
const fencePattern = /^[\s>]*(?:(?:[-*+]|\d+[.)])\s+)?(`{3,}|~{3,})(.*)$/;

/**
 * Whether an agent's own final text ends with the completion promise: the last line that is not blank is exactly the
 * promise, begins at the left margin (so it is no quotation and no indented code), and no code block is open there.
 * Terminal colours and carriage returns at the ends of lines do not matter. When the text was cut inside a code block the
 * answer is no: the agent is then asked once more, which is better than believing a quotation.
 */
export function endsWithPromise(finalText: string): boolean {
  const lines = stripVTControlCharacters(finalText)
    .split("\n")
    .map((line) => line.trimEnd());
  const last = lines.findLastIndex((line) => line !== "");
  return lines[last] === completionPromise && !isInsideCodeBlock(lines.slice(0, last));
}

/** Whether a code block is still open after `lines`. */
function isInsideCodeBlock(lines: readonly string[]): boolean {
  let open: string | null = null;
  for (const line of lines) {
    const [, fence, rest] = fencePattern.exec(line) ?? [];
    if (fence === undefined || rest === undefined) continue;
    if (open === null) {
      // Backticks after the fence make it code within a line, not the beginning of a block.
      if (fence.startsWith("~") || !rest.includes("`")) open = fence;
    } else if (fence[0] === open[0] && fence.length >= open.length && rest.trim() === "") {
      open = null;
    }
  }
  return open !== null;
}
