/** Something that can be looked for: its name, the name of what it is in, and further words. */
export interface Searchable {
  label: string;
  section: string;
  words: string;
}

/**
 * What has every word of a query at the beginning of one of its own, in the given order, those whose name has them first. An empty query
 * finds nothing. Words of languages that are written without spaces are found anywhere.
 */
export function searchSettings<Item extends Searchable>(
  items: readonly Item[],
  query: string,
): Item[] {
  const wanted = query.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return [];
  const found = items.filter(({ label, section, words }) =>
    hasAll(`${label} ${section} ${words}`, wanted),
  );
  return found.toSorted(
    (one, other) => Number(hasAll(other.label, wanted)) - Number(hasAll(one.label, wanted)),
  );
}

function hasAll(text: string, wanted: readonly string[]): boolean {
  const padded = ` ${text.toLocaleLowerCase()}`;
  return wanted.every((word) => padded.includes(isSpaced(word) ? ` ${word}` : word));
}

/** Whether words like this one stand between spaces. */
function isSpaced(word: string): boolean {
  return !/\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}/u.test(word);
}
