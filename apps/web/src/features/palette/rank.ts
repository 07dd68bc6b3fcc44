import { matchSorter } from "match-sorter";

/** What is searched of an entry. */
export interface Searchable {
  label: string;
  /** Further words that find it, less than its label does. */
  keywords?: string;
}

/**
 * The entries that every word of the query fits, the best first: beginnings before middles, words before scattered letters. Of equals the
 * earlier one stays first. All of them when the query is empty.
 */
export function rank<Entry extends Searchable>(entries: readonly Entry[], query: string): Entry[] {
  const words = query.split(/\s+/).filter((word) => word !== "");
  const found = words.reduce<Entry[]>((left, word) => search(left, word), [...entries]);
  // The last pass has the last say on the order: the words as they were typed go before each for itself.
  const inOrder = search(found, words.join(" "));
  return [...inOrder, ...found.filter((entry) => !inOrder.includes(entry))];
}

function search<Entry extends Searchable>(entries: Entry[], query: string): Entry[] {
  return matchSorter(entries, query, {
    keys: [
      "label",
      // A word in the keywords is never as good as the same in the label.
      { key: "keywords", maxRanking: matchSorter.rankings.WORD_STARTS_WITH },
    ],
    baseSort: (one, other) => one.index - other.index,
  });
}
