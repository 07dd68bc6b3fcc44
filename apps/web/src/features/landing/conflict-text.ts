/** A text with git's conflict markers, taken apart: what both sides have in common, and where they differ. */
export type ConflictPart =
  | { kind: "common"; text: string }
  | {
      kind: "conflict";
      /** The line that it begins at, from 1. */
      line: number;
      base: string;
      session: string;
      /** What both began from, where git wrote it. */
      ancestor: string | null;
    };

/** What becomes of one place where both sides differ. */
export type ConflictChoice = "base" | "session" | "both";

const opening = /^<{7}(?:\s|$)/;
const ancestral = /^\|{7}(?:\s|$)/;
const middle = /^={7}$/;
const closing = /^>{7}(?:\s|$)/;

/** Take a text with conflict markers apart. Markers that belong to no whole conflict are common text. */
export function partsOf(text: string): ConflictPart[] {
  const lines = linesOf(text);
  const parts: ConflictPart[] = [];
  let common = "";
  for (let index = 0; index < lines.length;) {
    const found = opening.test(lines[index] ?? "") ? conflictAt(lines, index) : null;
    if (!found) {
      common += lines[index];
      index += 1;
      continue;
    }
    if (common !== "") parts.push({ kind: "common", text: common });
    common = "";
    parts.push(found.part);
    index = found.end;
  }
  if (common !== "") parts.push({ kind: "common", text: common });
  return parts;
}

/** The text with one of its conflicts (counted from 0) settled. */
export function settle(text: string, index: number, choice: ConflictChoice): string {
  let seen = -1;
  return partsOf(text)
    .map((part) => {
      if (part.kind === "common") return part.text;
      seen += 1;
      return seen === index ? chosen(part, choice) : written(part);
    })
    .join("");
}

/** The text with the two sides called `base` and `session` in its markers, in the place of git's ids of commits. */
export function withPlainMarkers(text: string): string {
  return partsOf(text)
    .map((part) => (part.kind === "common" ? part.text : written(part)))
    .join("");
}

/** Whether a line of the text is a marker of a conflict. `=======` alone is none: it underlines headings. */
export function hasMarkers(text: string): boolean {
  return linesOf(text).some(
    (line) => opening.test(line) || ancestral.test(line) || closing.test(line),
  );
}

type Conflict = Extract<ConflictPart, { kind: "conflict" }>;

function chosen({ base, session }: Conflict, choice: ConflictChoice): string {
  if (choice === "both") return endLine(base) + session;
  return choice === "base" ? base : session;
}

/** A side that ended without a line end must not swallow the first line of the other. */
function endLine(text: string): string {
  return text === "" || text.endsWith("\n") ? text : `${text}\n`;
}

/** A conflict with its markers, as it stood: the sides' own names in them do not matter for it. */
function written({ base, session, ancestor }: Conflict): string {
  const middleText = ancestor === null ? "" : `||||||| before\n${ancestor}`;
  return `<<<<<<< base\n${base}${middleText}=======\n${session}>>>>>>> session\n`;
}

function conflictAt(lines: string[], start: number): { part: Conflict; end: number } | null {
  const sides: Record<"base" | "ancestor" | "session", string> = {
    base: "",
    ancestor: "",
    session: "",
  };
  let side: keyof typeof sides = "base";
  let hasAncestor = false;
  for (let index = start + 1; index < lines.length; index += 1) {
    const line = lines[index] ?? "";
    if (opening.test(line)) return null;
    if (side === "base" && ancestral.test(line)) {
      side = "ancestor";
      hasAncestor = true;
    } else if (side !== "session" && middle.test(line.replace(/\r?\n$/, ""))) {
      side = "session";
    } else if (side === "session" && closing.test(line)) {
      const ancestor = hasAncestor ? sides.ancestor : null;
      const { base, session } = sides;
      const part = { kind: "conflict" as const, line: start + 1, base, session, ancestor };
      return { part, end: index + 1 };
    } else {
      sides[side] += line;
    }
  }
  return null;
}

/** Lines with their ends. */
function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}
