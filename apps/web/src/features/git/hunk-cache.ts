import { hunksOf, type DiffHunk } from "./patch.ts";

/** A file that comes into view again is not parsed again, and its hunks stay the same objects: their colours hang on them. */
const known = new Map<string, readonly DiffHunk[]>();
const maxKnown = 400;

/** The hunks of one file's part of a patch. */
export function hunksOfSection(section: string): readonly DiffHunk[] {
  const hunks = known.get(section) ?? hunksOf(section);
  known.delete(section);
  known.set(section, hunks);
  const [oldest] = known.keys();
  if (known.size > maxKnown && oldest !== undefined) known.delete(oldest);
  return hunks;
}
