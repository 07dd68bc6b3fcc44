import { ansiPlainText } from "../../../ui/ansi.ts";
import type { TimelineRow } from "../timeline-rows.ts";
import { wordsOfReason } from "../run-reasons.ts";
import { commandOf } from "./command-of.ts";

/** A row as text, for the clipboard: what it says, without its looks. */
export function textOfRow(row: TimelineRow): string {
  switch (row.kind) {
    case "start":
      return row.event.prompt;
    case "message":
      return row.text.trim();
    case "tool": {
      const edits = row.diffs.map(({ path, newText }) => `${path}\n${newText}`);
      return joined([row.title, commandOf(row) ?? row.input, ...edits, plain(row.output)]);
    }
    case "output":
      return row.lines.map(({ text }) => ansiPlainText(text)).join("\n");
    case "plan":
      return row.entries
        .map(({ content, status }) => `- [${status === "completed" ? "x" : " "}] ${content}`)
        .join("\n");
    case "check":
      return joined([`$ ${row.event.command}`, plain(row.event.output)]);
    case "setup":
      return joined([`$ ${row.command}`, plain(row.ended?.output ?? null)]);
    case "checkpoint":
      return `${row.event.commit} ${row.event.subject}`;
    case "notice":
      return joined([row.message, ...row.help]);
    case "guidance":
      return row.event.text;
    case "iteration":
      return joined([row.started?.feedback ?? null, row.ended?.problem ?? null]);
    case "usage":
      return JSON.stringify(row.usage);
    case "end":
      return joined([
        wordsOfReason(row.event.reason).title,
        row.event.message,
        ...(row.event.help ?? []),
      ]);
  }
}

function plain(text: string | null): string | null {
  return text === null ? null : ansiPlainText(text).trimEnd();
}

function joined(parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null && part !== "").join("\n");
}
