import type { FileChange } from "@signalbox/shared";

/** One record of `git diff --raw -z`: a changed file with the ids of its content before and after. */
export interface RawChange {
  status: FileChange["status"];
  oldPath: string | null;
  path: string;
  blobs: string[];
  /** What stood at `oldPath`, or `path`, before, and at `path` after; a null blob for nothing. */
  before: { mode: string; blob: string | null };
  after: { mode: string; blob: string | null };
}

const statusOfLetter: Record<string, FileChange["status"]> = {
  A: "added",
  M: "modified",
  D: "deleted",
  R: "renamed",
  C: "copied",
  T: "type_changed",
  U: "unmerged",
};

const gitlinkMode = "160000";

/** Takes `git diff --raw --no-abbrev -z` apart. `blobs` leaves out missing sides and embedded repositories. */
export function parseRaw(output: string): RawChange[] {
  return takeRaw(output.split("\0")).changes;
}

/** Takes `git diff --raw --numstat --no-abbrev -z` apart: `parseRaw` and `parseNumstat` of one output. */
export function parseRawAndNumstat(output: string): { changes: RawChange[]; counts: LineCounts } {
  const fields = output.split("\0");
  const { changes, next } = takeRaw(fields);
  return { changes, counts: countsOf(fields.slice(next)) };
}

function takeRaw(fields: readonly string[]): { changes: RawChange[]; next: number } {
  const changes: RawChange[] = [];
  let index = 0;
  while ((fields[index] ?? "").startsWith(":")) {
    const [oldMode = "", newMode = "", oldBlob = "", newBlob = "", letters = ""] = (
      fields[index] ?? ""
    ).split(" ");
    const letter = letters.slice(0, 1);
    const hasTwoPaths = letter === "R" || letter === "C";
    const first = fields[index + 1] ?? "";
    const second = fields[index + 2] ?? "";
    changes.push({
      status: statusOfLetter[letter] ?? "modified",
      oldPath: hasTwoPaths ? first : null,
      path: hasTwoPaths ? second : first,
      blobs: [
        ...(oldMode === `:${gitlinkMode}` ? [] : [oldBlob]),
        ...(newMode === gitlinkMode ? [] : [newBlob]),
      ].filter((blob) => blobOf(blob) !== null),
      before: { mode: oldMode.slice(1), blob: blobOf(oldBlob) },
      after: { mode: newMode, blob: blobOf(newBlob) },
    });
    index += hasTwoPaths ? 3 : 2;
  }
  return { changes, next: index };
}

/** Git writes an id of nothing but zeros for what is not there. */
function blobOf(id: string): string | null {
  return /^0*$/.test(id) ? null : id;
}

/** Lines added and removed by path (the new one of a rename); null for binary files. */
export type LineCounts = Map<string, { insertions: number | null; deletions: number | null }>;

/** Takes `git diff --numstat -z` apart. */
export function parseNumstat(output: string): LineCounts {
  return countsOf(output.split("\0"));
}

function countsOf(fields: readonly string[]): LineCounts {
  const counts: LineCounts = new Map();
  let index = 0;
  while (index < fields.length) {
    const match = /^(\d+|-)\t(\d+|-)\t([^]*)$/.exec(fields[index] ?? "");
    if (match === null) {
      index += 1;
      continue;
    }
    const [, insertions, deletions, inline = ""] = match;
    // A rename has no path in its own field; the old and the new one follow.
    const path = inline === "" ? (fields[index + 2] ?? "") : inline;
    counts.set(path, { insertions: countOf(insertions), deletions: countOf(deletions) });
    index += inline === "" ? 3 : 1;
  }
  return counts;
}

function countOf(text: string | undefined): number | null {
  return text === undefined || text === "-" ? null : Number(text);
}
