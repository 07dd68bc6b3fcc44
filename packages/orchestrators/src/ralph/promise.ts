import { stripVTControlCharacters } from "node:util";
import { fenceAfter } from "@signalbox/agents";
import { completionPromise } from "@signalbox/shared";

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
  return (
    lines[last] === completionPromise && fenceAfter(lines.slice(0, last).join("\n"), null) === null
  );
}
