/** Over how much time a rate is the mean: it follows the line, and does not flicker. */
const windowMs = 4_000;
/** Before this much time is seen, a rate would be a guess. */
const leastMs = 800;

interface Mark {
  atMs: number;
  bytes: number;
}

/** The marks of a transfer that a rate is told from, with one more, and without those that are too old. */
export function addMark(marks: readonly Mark[], mark: Mark): Mark[] {
  const last = marks.at(-1);
  // Fewer bytes than before: another transfer has begun.
  if (last && mark.bytes < last.bytes) return [mark];
  const recent = marks.filter(({ atMs }) => mark.atMs - atMs <= windowMs);
  return [...recent, mark];
}

/** Bytes a second over the marks; null while too little is known. */
export function rateOf(marks: readonly Mark[]): number | null {
  const [first] = marks;
  const last = marks.at(-1);
  if (!first || !last || last.atMs - first.atMs < leastMs) return null;
  return ((last.bytes - first.bytes) / (last.atMs - first.atMs)) * 1_000;
}
