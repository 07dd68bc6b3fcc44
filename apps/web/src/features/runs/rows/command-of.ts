import { z } from "zod";
import type { ToolRow } from "../timeline-rows.ts";

/** What agents give to the tool that runs a command: its text, or the words that it is made of. */
const inputSchema = z.object({ command: z.union([z.string(), z.array(z.string())]) });
/** How some agents begin every command. */
const shellWords = /^(?:\/(?:usr\/)?bin\/)?(?:ba|z)?sh -l?c (?=\S)/;

/** The command that a tool call ran; null when it ran none, or does not say. */
export function commandOf({ toolKind, input }: Pick<ToolRow, "toolKind" | "input">): string | null {
  if (toolKind !== "execute" || input === null) return null;
  const { command } = inputSchema.safeParse(jsonOf(input)).data ?? { command: input };
  if (typeof command === "string") return command.trim();
  const [, flag, script] = command;
  // `bash -lc <script>`: the script is what was run.
  if (command.length === 3 && /^-l?c$/.test(flag ?? "") && script !== undefined) return script;
  return command.join(" ").replace(shellWords, "");
}

/** A tool's input as it is read best: JSON over several lines, anything else as it is. */
export function readableInput(input: string): string {
  const value = jsonOf(input);
  return typeof value === "object" && value !== null ? JSON.stringify(value, null, 2) : input;
}

function jsonOf(text: string): unknown {
  if (!text.startsWith("{")) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
