import Anser from "anser";

/** A stretch of text with the classes of its colours. */
export interface AnsiSpan {
  text: string;
  className: string;
}

/* eslint-disable no-control-regex -- control characters are what this is about */
/** Titles, links and other commands to a terminal (OSC, DCS, APC), and escapes of two characters. */
const terminalCommands =
  /\u001B(?:[\]PX^_][\s\S]*?(?:\u0007|\u001B\\|$)|[()][A-Z0-9]|[=>78cDEHMNOZ])/g;
/** What is left of control characters, but tab and line break. */
const controls = /[\u0000-\u0008\u000B-\u001A\u001C-\u001F\u007F]/g;
/* eslint-enable no-control-regex */

/** The text of a program with its colours; cursor movement and the like are left out, a line that overwrites itself shows its last state. */
export function ansiSpans(text: string): AnsiSpan[] {
  if (!text.includes("\u001B") && !text.includes("\r"))
    return [{ text: text.replace(controls, ""), className: "" }];
  const settled = text
    .replaceAll("\r\n", "\n")
    .split("\n")
    .map((line) => lastState(line))
    .join("\n")
    .replace(terminalCommands, "");
  return Anser.ansiToJson(settled, { json: true, remove_empty: true, use_classes: true }).map(
    (span) => ({
      text: span.content.replace(controls, ""),
      className: [span.fg, span.decorations.includes("bold") ? "font-semibold" : ""]
        .filter(Boolean)
        .join(" "),
    }),
  );
}

function lastState(line: string): string {
  const trimmed = line.replace(/\r+$/, "");
  return trimmed.slice(trimmed.lastIndexOf("\r") + 1);
}
