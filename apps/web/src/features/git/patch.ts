import { parsePatch, structuredPatch } from "diff";
import { unquotePath } from "./unquote-path.ts";

/** The most edits that are looked for between two texts: beyond that the search takes seconds, not milliseconds. */
const maxEditLength = 4_000;

/** One line of a diff with the numbers that it had before and has after; null where it is not. */
export interface DiffLine {
  kind: "same" | "removed" | "added";
  before: number | null;
  after: number | null;
  text: string;
  /** It is the last of its text, and no line break follows it. */
  isUnended?: true;
}

/** Lines that stand together, as they are drawn; `header` is git's line about them. */
export interface DiffHunk {
  header: string;
  lines: DiffLine[];
}

/** A patch taken apart at its files: the text of each one's diff by its path, the new one where there is one. Nothing is parsed yet. */
export function splitPatch(patch: string): Map<string, string> {
  const sections = new Map<string, string>();
  // A line of content begins with a mark: these words at its beginning are never content.
  for (const section of patch.split(/^(?=diff --git )/m)) {
    const path = section === "" ? null : pathOfSection(section);
    if (path !== null) sections.set(path, section);
  }
  return sections;
}

function pathOfSection(section: string): string | null {
  const head = section.slice(0, hunkStart(section));
  const named =
    /^\+\+\+ (?!\/dev\/null)(.+?)\t?$/m.exec(head) ?? /^--- (?!\/dev\/null)(.+?)\t?$/m.exec(head);
  if (named) return unquotePath(named[1] ?? "").slice(2);
  const renamed = /^(?:rename|copy) to (.+)$/m.exec(head);
  if (renamed) return unquotePath(renamed[1] ?? "");
  // Neither content nor name differs: both names on the first line are the same, and as long as each other.
  const names = /^diff --git (.+)$/m.exec(head)?.[1] ?? "";
  return names === "" ? null : unquotePath(names.slice((names.length + 1) / 2)).slice(2);
}

function hunkStart(section: string): number {
  const at = section.search(/^@@ /m);
  return at === -1 ? section.length : at;
}

/** The hunks of one file's diff; none when it has none, or cannot be read. */
export function hunksOf(section: string): DiffHunk[] {
  const at = hunkStart(section);
  if (at === section.length) return [];
  try {
    const [file] = parsePatch(`--- a\n+++ b\n${section.slice(at)}`);
    const headers = section.slice(at).match(/^@@ .*$/gm) ?? [];
    return (file?.hunks ?? []).map((hunk, index) => hunkOf(hunk, headers[index]));
  } catch {
    return [];
  }
}

/** A patch that holds one hunk of a file's diff and no other, byte for byte as git wrote it. */
export function patchOfHunk(section: string, index: number): string {
  const at = hunkStart(section);
  const hunks = section.slice(at).split(/^(?=@@ )/m);
  return section.slice(0, at) + (hunks[index] ?? "");
}

/** How many lines hunks have, context included. */
export function lineCountOf(hunks: readonly DiffHunk[]): number {
  return hunks.reduce((sum, hunk) => sum + hunk.lines.length, 0);
}

/** What an edit changed, as hunks; null when the texts are the same or too far apart to compare. */
export function diffTexts(edit: { oldText: string | null; newText: string }): DiffHunk[] | null {
  const patch = structuredPatch("a", "b", edit.oldText ?? "", edit.newText, "", "", {
    context: 3,
    maxEditLength,
  });
  if (patch === undefined || patch.hunks.length === 0) return null;
  // An edit is of a part of a file: where that part ends says nothing.
  return patch.hunks.map(({ lines, ...hunk }) =>
    hunkOf({ ...hunk, lines: lines.filter((line) => !line.startsWith("\\")) }),
  );
}

function hunkOf(
  hunk: {
    oldStart: number;
    oldLines: number;
    newStart: number;
    newLines: number;
    lines: string[];
  },
  header = `@@ -${hunk.oldStart},${hunk.oldLines} +${hunk.newStart},${hunk.newLines} @@`,
): DiffHunk {
  let before = hunk.oldStart;
  let after = hunk.newStart;
  const lines: DiffLine[] = [];
  for (const line of hunk.lines) {
    const text = line.slice(1);
    if (line.startsWith("+")) lines.push({ kind: "added", before: null, after: after++, text });
    else if (line.startsWith("-"))
      lines.push({ kind: "removed", before: before++, after: null, text });
    else if (line.startsWith(" "))
      lines.push({ kind: "same", before: before++, after: after++, text });
    const last = lines.at(-1);
    if (line.startsWith("\\") && last) last.isUnended = true;
  }
  return { header, lines };
}
