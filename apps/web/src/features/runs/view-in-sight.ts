/** The stretch of the run that can be seen, from the first row's first event to the last row's. */
export interface Sight {
  first: number;
  last: number;
}

/** Where the view stands, outside React: it changes with every scroll, and few want to know. */
export class ViewInSight {
  #sight: Sight = { first: 0, last: 0 };
  readonly #listeners = new Set<() => void>();

  readonly get = (): Sight => this.#sight;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  set(first: number, last: number): void {
    if (first === this.#sight.first && last === this.#sight.last) return;
    this.#sight = { first, last };
    for (const listener of this.#listeners) listener();
  }
}
