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

/** Turns a tool call or its update into an event that carries only the fields that it brings. Paths inside `cwd` become relative to it. */
export function toToolEvent(update: ToolUpdate, cwd: string): ToolEvent {
  const event: ToolEvent = { type: "agent.tool", toolCallId: update.toolCallId };
  if (typeof update.title === "string") {
    event.title = cutEnd(update.title, maxTitleLength);
  }
  if (update.kind) {
    event.kind = update.kind;
  }
  if (update.status) {
    event.status = update.status;
  }
  if (update.rawInput !== undefined && update.rawInput !== null) {
    event.input = cutEnd(asText(update.rawInput), maxInputLength);
  }
  const output = outputOf(update);
  if (output !== null) {
    event.output = cutStart(output, maxOutputLength);
  }
  const diffs = diffsOf(update, cwd);
  if (diffs.length > 0) {
    event.diffs = diffs;
  }
  if (update.locations && update.locations.length > 0) {
    event.locations = update.locations.slice(0, maxListItems).map(({ path, line }) => {
      const shown = insideOf(cwd, path);
      return line === null || line === undefined ? shown : `${shown}:${line}`;
    });
  }
  return event;
}

function outputOf(update: ToolUpdate): string | null {
  const texts = (update.content ?? []).flatMap((item) =>
    "content" in item ? [item.content.text] : [],
  );
  if (texts.length > 0) {
    return texts.join("\n");
  }
  return update.rawOutput === undefined || update.rawOutput === null
    ? null
    : asText(update.rawOutput);
}

/** A diff that is too large is left out whole: half of one would lie. */
function diffsOf(update: ToolUpdate, cwd: string): NonNullable<ToolEvent["diffs"]> {
  return (update.content ?? [])
    .flatMap((item) => ("newText" in item ? [item] : []))
    .filter((diff) => diff.newText.length + (diff.oldText?.length ?? 0) <= maxDiffLength)
    .slice(0, maxListItems)
    .map((diff) => ({
      path: insideOf(cwd, diff.path),
      oldText: diff.oldText ?? null,
      newText: diff.newText,
    }));
}

function insideOf(cwd: string, path: string): string {
  if (!isAbsolute(path)) {
    return path;
  }
  const inside = relative(cwd, path);
  return inside === "" || inside.startsWith("..") ? path : inside;
}

function asText(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value, null, 2) ?? "");
}

function cutEnd(text: string, maxLength: number): string {
  return text.length <= maxLength ? text : `${text.slice(0, maxLength - 1)}…`;
}

function cutStart(text: string, maxLength: number): string {
  return text.length <= maxLength ? text : `…${text.slice(1 - maxLength)}`;
}
