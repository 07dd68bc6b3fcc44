/** One commit of a history as it is drawn. */
export interface GraphRow {
  /** The column of the commit itself, from 0. */
  column: number;
  /** Lines from the row above: the columns where each begins (at the top) and ends (at the commit's height). */
  above: readonly (readonly [from: number, to: number])[];
  /** Lines to the row below. */
  below: readonly (readonly [from: number, to: number])[];
  /** The columns that go on below the row. */
  open: readonly number[];
}

interface Commit {
  commit: string;
  parents: readonly string[];
}

/**
 * Lays commits, children before their parents, out in columns. A first parent stays in its child's column, and columns that wait for
 * the same commit meet at it; a parent that is not among the commits keeps its column open to the end.
 */
export function graphOf(commits: readonly Commit[]): GraphRow[] {
  /** The commit that each column waits for. */
  const waiting: (string | null)[] = [];
  return commits.map(({ commit, parents }) => {
    const before = [...waiting];
    const found = waiting.indexOf(commit);
    const column = found === -1 ? freeColumn(waiting) : found;
    const above = before.flatMap((wanted, index): [number, number][] => {
      if (wanted === null) return [];
      return [[index, wanted === commit ? column : index]];
    });
    for (const [index, wanted] of waiting.entries()) {
      if (wanted === commit) waiting[index] = null;
    }
    waiting[column] = null;
    const passing = waiting.flatMap((wanted, index) => (wanted === null ? [] : [index]));
    const below = passing.map((index): [number, number] => [index, index]);
    for (const [place, parent] of parents.entries()) {
      const known = place === 0 ? column : waiting.indexOf(parent);
      const target = known === -1 ? freeColumn(waiting) : known;
      waiting[target] = parent;
      below.push([column, target]);
    }
    const open = waiting.flatMap((wanted, index) => (wanted === null ? [] : [index]));
    return { column, above, below, open };
  });
}

function freeColumn(waiting: readonly (string | null)[]): number {
  const free = waiting.indexOf(null);
  return free === -1 ? waiting.length : free;
}
