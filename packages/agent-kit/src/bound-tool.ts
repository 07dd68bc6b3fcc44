import { isAbsolute, relative } from "node:path";
import type { AgentEventBody } from "@signalbox/shared";
import type { ToolUpdate } from "./updates.ts";

type ToolEvent = Extract<AgentEventBody, { type: "agent.tool" }>;

/** What a journal record carries of one tool call; more is in the worktree itself. */
const maxTitleLength = 500;
const maxInputLength = 8_192;
const maxOutputLength = 16_384;
const maxDiffLength = 65_536;
const maxListItems = 50;
const maxIdLength = 200;

/** Makes the event of a tool update: only the fields that it brings, bounded, paths inside `cwd` relative to it. Of an output the end is kept; a diff that is too large is left out whole, since half of one would lie. */
export function boundTool(update: ToolUpdate, cwd: string): ToolEvent {
  const { title, kind, status, input, output, diffs, locations, exitCode } = update;
  const event: ToolEvent = {
    type: "agent.tool",
    toolCallId: update.toolCallId.slice(0, maxIdLength),
  };
  if (title !== undefined) event.title = cutEnd(title.replaceAll(`${cwd}/`, ""), maxTitleLength);
  if (kind !== undefined) event.kind = kind;
  if (status !== undefined) event.status = status;
  if (input !== undefined) event.input = cutEnd(input, maxInputLength);
  if (output !== undefined) event.output = cutStart(output, maxOutputLength);
  const shownDiffs = (diffs ?? [])
    .filter(({ oldText, newText }) => newText.length + (oldText?.length ?? 0) <= maxDiffLength)
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

/** The beginning of a text, marked where it was cut. */
export function cutEnd(text: string, maxLength: number): string {
  return text.length <= maxLength ? text : `${text.slice(0, maxLength - 1)}…`;
}

function cutStart(text: string, maxLength: number): string {
  return text.length <= maxLength ? text : `…${text.slice(1 - maxLength)}`;
}
