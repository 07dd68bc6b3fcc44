import { paletteColour, readable, readableOn, type Rgb } from "./ansi-colours.ts";

/** A stretch of text with the look that its program asked for: classes of `ansi.css`, and values for them where a colour is not one of the sixteen. */
export interface AnsiSpan {
  text: string;
  className: string;
  style?: Record<string, string>;
}

/** One of the sixteen named colours, or any other. */
type Colour = (typeof names)[number] | Rgb;

interface Look {
  colour: Colour | null;
  ground: Colour | null;
  bold: boolean;
  dim: boolean;
  italic: boolean;
  underline: boolean;
  struck: boolean;
  inverse: boolean;
}

const names = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"] as const;
const plainLook: Look = {
  colour: null,
  ground: null,
  bold: false,
  dim: false,
  italic: false,
  underline: false,
  struck: false,
  inverse: false,
};

/* eslint-disable no-control-regex -- control characters are what this is about */
/** Commands to a terminal: titles, links and other strings (OSC, DCS, SOS, PM, APC), and escapes without parameters. */
const terminalCommands =
  /\u001B(?:[\]PX^_][^\u0007\u001B]*(?:\u0007|\u001B\\|(?=\u001B)|$)|[()*+][A-Z0-9]|[=>78cDEHMNOZ\\])/g;
/** Escapes with parameters; `m` says how the text that follows is to look, the others move a cursor that is not here. */
const sequences = /\u001B\[([<-?]?)([\d;:]*)[ -/]*([@-~])/g;
/** What says how text looks, in a part of a line that was written over. */
const lookSequences = /\u001B\[[\d;:]*m/g;
/** Control characters but tab and line break, and those that turn the direction of what follows. */
const unseen =
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;
/* eslint-enable no-control-regex */

/**
 * The text of a program with its colours. Only looks are taken from it: cursor movement, titles, links and the like are left out, and a
 * line that overwrites itself shows its last state.
 */
export function ansiSpans(text: string): AnsiSpan[] {
  if (!text.includes("\u001B") && !text.includes("\r")) return spanOf(text, plainLook);
  const settled = settledLines(text).replace(terminalCommands, "");
  const spans: AnsiSpan[] = [];
  let look = plainLook;
  let at = 0;
  for (const found of settled.matchAll(sequences)) {
    spans.push(...spanOf(settled.slice(at, found.index), look));
    at = found.index + found[0].length;
    const [, prefix, parameters = "", final] = found;
    if (final === "m" && prefix === "") look = lookAfter(look, parameters);
  }
  spans.push(...spanOf(settled.slice(at), look));
  return spans;
}

/** The text alone, as it is copied. */
export function ansiPlainText(text: string): string {
  return ansiSpans(text)
    .map((span) => span.text)
    .join("");
}

/** Each line as it stands when all was printed: what follows the last return to its beginning. */
function settledLines(text: string): string {
  if (!text.includes("\r")) return text;
  return text
    .split("\n")
    .map((line) => {
      const trimmed = line.replace(/\r+$/, "");
      const at = trimmed.lastIndexOf("\r");
      if (at === -1) return trimmed;
      // Colours that began in what was written over still hold.
      return (trimmed.slice(0, at).match(lookSequences) ?? []).join("") + trimmed.slice(at + 1);
    })
    .join("\n");
}

function spanOf(raw: string, look: Look): AnsiSpan[] {
  const text = raw.replace(unseen, "");
  if (text === "") return [];
  return [look === plainLook ? { text, className: "" } : { text, ...drawn(look) }];
}

function drawn(look: Look): Omit<AnsiSpan, "text"> {
  const { bold, italic, underline, struck, dim } = look;
  const [colour, ground] = look.inverse ? [look.ground, look.colour] : [look.colour, look.ground];
  const classes = [
    bold && "ansi-bold",
    italic && "ansi-italic",
    underline && struck
      ? "ansi-underline-struck"
      : underline
        ? "ansi-underline"
        : struck && "ansi-struck",
  ];
  const style: Record<string, string> = {};
  if (ground !== null || look.inverse) {
    // On a ground of our own the text has the one colour that is readable there.
    if (ground === null) classes.push("ansi-bg ansi-bg-white");
    else if (typeof ground === "string") classes.push(`ansi-bg ansi-bg-${ground}`);
    else {
      style.backgroundColor = cssOf(ground);
      style.color = cssOf(readableOn(ground, typeof colour === "object" ? colour : null));
    }
  } else if (typeof colour === "string") classes.push(`ansi-${colour}`);
  else if (colour !== null) {
    classes.push("ansi-rgb");
    style["--ansi-light"] = cssOf(readable(colour, "light"));
    style["--ansi-dark"] = cssOf(readable(colour, "dark"));
  } else if (dim) classes.push("ansi-dim");
  const className = classes.filter(Boolean).join(" ");
  return Object.keys(style).length === 0 ? { className } : { className, style };
}

function cssOf([red, green, blue]: Rgb): string {
  return `rgb(${red} ${green} ${blue})`;
}

/** The look after one sequence; what it asks for that is not known is passed over. */
function lookAfter(before: Look, parameters: string): Look {
  const codes = parameters.replaceAll("::", ":").split(/[;:]/).map(Number);
  let look = { ...before };
  for (let index = 0; index < codes.length; index += 1) {
    const code = codes[index] ?? 0;
    if (code === 0) look = { ...plainLook };
    else if (code === 38 || code === 48 || code === 58) {
      const { colour, length } = extendedColour(codes.slice(index + 1, index + 5));
      index += length;
      if (colour && code === 38) look.colour = colour;
      if (colour && code === 48) look.ground = colour;
    } else applyCode(look, code);
  }
  return isPlain(look) ? plainLook : look;
}

function isPlain(look: Look): boolean {
  return Object.values(look).every((value) => value === null || value === false);
}

function applyCode(look: Look, code: number): void {
  if (code === 1) look.bold = true;
  else if (code === 2) look.dim = true;
  else if (code === 3) look.italic = true;
  else if (code === 4) look.underline = true;
  else if (code === 7) look.inverse = true;
  else if (code === 9) look.struck = true;
  else if (code === 21 || code === 22) look.bold = look.dim = false;
  else if (code === 23) look.italic = false;
  else if (code === 24) look.underline = false;
  else if (code === 27) look.inverse = false;
  else if (code === 29) look.struck = false;
  else if (code === 39) look.colour = null;
  else if (code === 49) look.ground = null;
  else if ((code >= 30 && code < 38) || (code >= 90 && code < 98)) look.colour = named(code % 10);
  else if ((code >= 40 && code < 48) || (code >= 100 && code < 108)) look.ground = named(code % 10);
}

function named(index: number): Colour | null {
  return names[index] ?? null;
}

/** `5;n` of the palette, or `2;r;g;b`; how many codes it took. */
function extendedColour(codes: number[]): { colour: Colour | null; length: number } {
  const [mode, first = -1, second = -1, third = -1] = codes;
  if (mode === 5) return { colour: ofPalette(first), length: 2 };
  if (mode !== 2) return { colour: null, length: 1 };
  const isColour = [first, second, third].every((part) => part >= 0 && part <= 255);
  return { colour: isColour ? [first, second, third] : null, length: 4 };
}

function ofPalette(index: number): Colour | null {
  if (!Number.isInteger(index) || index < 0 || index > 255) return null;
  return index < 16 ? named(index % 8) : paletteColour(index);
}
