import type { EventBody } from "@signalbox/shared";
import { createByteSearch } from "./byte-search.ts";

/** Shorter values are left alone: they are words of any text, and no secret worth the name. Characters. */
const minSecretLength = 6;
/** A line of a secret of many lines (a key) is one by itself when it is so long: programs print them line by line. Characters. */
const minSecretLineLength = 16;
/** Text with JSON in it that holds JSON: deeper does not happen. */
const escapeDepth = 2;

/** Fields by which programs tell and find records: never free text. */
const structuralFields: ReadonlySet<string> = new Set([
  "seq",
  "at",
  "type",
  "runId",
  "sessionId",
  "messageId",
  "toolCallId",
  "id",
  "orchestrator",
  "agent",
  "branch",
  "baseCommit",
  "commit",
  "kind",
  "status",
  "level",
  "outcome",
  "reason",
  "category",
  "delivery",
  "stream",
  "priority",
  "until",
]);

/**
 * Puts `[redacted NAME]` in the place of secrets. They are found as they are and escaped as in JSON, in one piece: one that is cut in
 * two by the end of a line or of a bounded text is out of reach, and so is one in any other coding (base64). For pieces of messages
 * see `createMessageHold`.
 */
export interface Redactor {
  /** Whole lines of JSON (journal records); the very same bytes when there is no secret in them. */
  readonly lines: (bytes: Buffer) => Buffer;
  /** A copy of an event with the free texts in it redacted. */
  readonly event: (event: EventBody) => EventBody;
  readonly text: (text: string) => string;
  /** Where the end of a text begins that may be the beginning of a secret; the text's length when there is no such end. */
  readonly beginningAt: (text: string) => number;
}

/** Leaves everything as it is. */
export const noRedactor: Redactor = {
  lines: (bytes) => bytes,
  event: (event) => event,
  text: (text) => text,
  beginningAt: ({ length }) => length,
};

/** `secrets` are names and values; of two names with one value the first is told. */
export function createRedactor(secrets: Iterable<readonly [string, string]>): Redactor {
  const marks = new Map<string, string>();
  for (const [name, value] of secrets) {
    for (const piece of piecesOf(value)) {
      for (const form of formsOf(piece))
        if (!marks.has(form)) marks.set(form, `[redacted ${name}]`);
    }
  }
  if (marks.size === 0) return noRedactor;
  // Longest first: a secret may be a part of another one.
  const forms = [...marks].sort(([one], [other]) => other.length - one.length);
  const recorded = [...new Set(forms.map(([form]) => escape(form)))];
  const isIn = createByteSearch(recorded.map((form) => Buffer.from(form)));

  function text(before: string): string {
    let after = before;
    for (const [form, mark] of forms) {
      if (after.includes(form)) after = after.replaceAll(form, () => mark);
    }
    return after;
  }

  const replace = (name: string, value: unknown): unknown =>
    typeof value === "string" && !structuralFields.has(name) ? text(value) : value;

  function line(before: string): string {
    return recorded.some((form) => before.includes(form))
      ? JSON.stringify(JSON.parse(before), replace)
      : before;
  }

  return {
    lines(bytes) {
      if (!isIn(bytes)) return bytes;
      const all = bytes.toString("utf8").split("\n");
      return Buffer.from(all.map(line).join("\n"));
    },
    event: (event) => JSON.parse(JSON.stringify(event, replace)),
    text,
    beginningAt: (before) => Math.min(...forms.map(([form]) => beginningOf(form, before))),
  };
}

/** Where the longest end of `text` begins with which `form` begins. */
function beginningOf(form: string, text: string): number {
  for (let at = Math.max(0, text.length - form.length + 1); at < text.length; at += 1) {
    if (text[at] === form[0] && form.startsWith(text.slice(at))) return at;
  }
  return text.length;
}

/** A value, and the long lines of one that has many. */
function piecesOf(value: string): string[] {
  if (value.trim().length < minSecretLength) return [];
  const lines = value.includes("\n") ? value.split("\n").map((line) => line.trim()) : [];
  return [value.trim(), ...lines.filter((line) => line.length >= minSecretLineLength)];
}

function formsOf(piece: string): string[] {
  const forms = [piece];
  for (let depth = 0; depth < escapeDepth; depth += 1) forms.push(escape(forms.at(-1) ?? ""));
  return forms;
}

function escape(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}
