/** A needle of the search: at least two bytes. */
type Needle = Buffer;

/** From this length on needles are long (bytes): mixed with short ones they would be looked for in the small steps of these. */
const longNeedle = 16;
const blockCount = 65_536;
/** Steps are kept in single bytes. */
const maxWindow = 256;

/**
 * Makes a search that tells whether any of `needles` (of at least two bytes each) is somewhere in some bytes. All are looked for at
 * once, in steps of about the shortest one's length (the algorithm of Wu and Manber): searching a flood of output for thirty
 * secrets one by one took as long as recording it.
 */
export function createByteSearch(needles: readonly Needle[]): (bytes: Buffer) => boolean {
  const groups = [
    needles.filter(({ length }) => length < longNeedle),
    needles.filter(({ length }) => length >= longNeedle),
  ];
  const searches = groups.filter((group) => group.length > 0).map(searchGroup);
  return (bytes) => searches.some((search) => search(bytes));
}

function searchGroup(needles: readonly Needle[]): (bytes: Buffer) => boolean {
  const window = Math.min(...needles.map(({ length }) => length), maxWindow);
  // How far the window may move on when it ends with these two bytes; 0: a needle's beginning may be in it.
  const steps = new Uint8Array(blockCount).fill(window - 1);
  const candidates = new Map<number, Needle[]>();
  for (const needle of needles) {
    for (let end = 1; end < window; end += 1) {
      const block = blockAt(needle, end);
      steps[block] = Math.min(steps[block] ?? 0, window - 1 - end);
    }
    const last = blockAt(needle, window - 1);
    candidates.set(last, [...(candidates.get(last) ?? []), needle]);
  }
  return (bytes) => {
    for (let end = window - 1; end < bytes.length;) {
      const block = blockAt(bytes, end);
      const step = steps[block] ?? 0;
      if (step > 0) {
        end += step;
        continue;
      }
      const start = end - window + 1;
      if (candidates.get(block)?.some((needle) => isAt(bytes, start, needle)) === true) return true;
      end += 1;
    }
    return false;
  };
}

/** The two bytes that end at `end`, as a number. */
function blockAt(bytes: Buffer, end: number): number {
  return ((bytes[end - 1] ?? 0) << 8) | (bytes[end] ?? 0);
}

function isAt(bytes: Buffer, start: number, needle: Needle): boolean {
  const end = start + needle.length;
  return end <= bytes.length && bytes.compare(needle, 0, needle.length, start, end) === 0;
}
