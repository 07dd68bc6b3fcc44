import { createTwoFilesPatch } from "diff";
import { parseDiff, type FileData } from "react-diff-view";

/** The most edits that are looked for between two texts: beyond that the search takes seconds, not milliseconds. */
const maxEditLength = 4_000;

/** The files of a unified diff. A patch that cannot be read gives none: its text is then all that can be shown. */
export function parsePatch(patch: string): FileData[] {
  if (patch === "") return [];
  try {
    return parseDiff(patch);
  } catch {
    return [];
  }
}

/** The path that a file has now, or had when it is gone. */
export function pathOf(file: FileData): string {
  return file.type === "delete" ? file.oldPath : file.newPath;
}

/** How many lines a file's hunks have, context included. */
export function lineCountOf(file: FileData): number {
  return file.hunks.reduce((sum, hunk) => sum + hunk.changes.length, 0);
}

/** What an edit changed, as a file with hunks; null when the texts are the same or too far apart to compare. */
export function diffTexts(edit: {
  path: string;
  oldText: string | null;
  newText: string;
}): FileData | null {
  const from = edit.oldText === null ? "/dev/null" : "a/file";
  const patch = createTwoFilesPatch(from, "b/file", edit.oldText ?? "", edit.newText, "", "", {
    context: 3,
    maxEditLength,
  });
  if (patch === undefined) return null;
  const [, ...lines] = patch.split("\n");
  const created = edit.oldText === null ? ["new file mode 100644"] : [];
  const header = ["diff --git a/file b/file", ...created, "index 0..1"];
  const [file] = parsePatch([...header, ...lines].join("\n"));
  return file && file.hunks.length > 0 ? file : null;
}
