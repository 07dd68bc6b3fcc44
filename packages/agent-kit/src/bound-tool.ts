import { isAbsolute, relative } from "node:path";
import type { AgentEventBody } from "@signalbox/shared";
import { boundId, cutEnd } from "./bounds.ts";
import type { ToolUpdate } from "./updates.ts";

type ToolEvent = Extract<AgentEventBody, { type: "agent.tool" }>;

/** What a journal record carries of one tool call; more is in the worktree itself. */
const maxTitleLength = 500;
const maxInputLength = 8_192;
const maxOutputLength = 16_384;
const maxDiffLength = 65_536;
/** Of all diffs of one call: with more, the record would be cut, and half a diff would lie. */
const maxDiffsLength = 262_144;
const maxListItems = 50;

/**
 * Makes the event of a tool update: only the fields that it brings, bounded, paths inside `cwd` relative to it. Of an output the end
 * is kept; a diff that is too large is left out whole.
 */
export function boundTool(update: ToolUpdate, cwd: string): ToolEvent {
  const { title, kind, status, input, output, diffs, locations, exitCode } = update;
  const event: ToolEvent = { type: "agent.tool", toolCallId: boundId(update.toolCallId) };
  if (title !== undefined) event.title = cutEnd(title.replaceAll(`${cwd}/`, ""), maxTitleLength);
  if (kind !== undefined) event.kind = kind;
  if (status !== undefined) event.status = status;
  if (input !== undefined) event.input = cutEnd(input, maxInputLength);
  if (output !== undefined) event.output = cutStart(output, maxOutputLength);
  let leftLength = maxDiffsLength;
  const shownDiffs = (diffs ?? [])
    .filter(({ oldText, newText }) => {
      const length = newText.length + (oldText?.length ?? 0);
      const isShown = length <= Math.min(maxDiffLength, leftLength);
      if (isShown) leftLength -= length;
      return isShown;
    })
    .slice(0, maxListItems)
    .map(({ path, oldText, newText }) => ({ path: insideOf(cwd, path), oldText, newText }));
  // None at all takes those back that an earlier update brought; some that are too large do not.
  if (shownDiffs.length > 0 || diffs?.length === 0) event.diffs = shownDiffs;
  if (locations !== undefined && locations.length > 0) {
    event.locations = locations.slice(0, maxListItems).map((path) => insideOf(cwd, path));
  }
  if (Number.isSafeInteger(exitCode)) event.exitCode = exitCode;
  return event;
}

function insideOf(cwd: string, path: string): string {
  const inside = isAbsolute(path) ? relative(cwd, path) : path;
  return cutEnd(inside === "" || inside.startsWith("..") ? path : inside, maxTitleLength);
}

function cutStart(text: string, maxLength: number): string {
  return text.length <= maxLength ? text : `…${text.slice(1 - maxLength)}`;
}
