import { completionPromise } from "@signalbox/shared";
import { markdownBlocks } from "../../ui/markdown-blocks.ts";

/**
 * Takes the completion promise off the end of what an agent said. `saysDone`: whether it was there, as a line of its own that is no part of
 * a code block; `text` is what stands before it, and the whole text when it is not there.
 */
export function withoutPromise(text: string): { text: string; saysDone: boolean } {
  const trimmed = text.trimEnd();
  const before = trimmed.slice(0, -completionPromise.length);
  const isLine = trimmed.endsWith(completionPromise) && (before === "" || before.endsWith("\n"));
  if (!isLine) return { text, saysDone: false };
  const last = markdownBlocks(before).at(-1);
  if (last?.kind === "code" && last.isOpen) return { text, saysDone: false };
  return { text: before.trimEnd(), saysDone: true };
}
