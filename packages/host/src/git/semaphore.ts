/** Lets no more than `limit` tasks go on at once; the others wait in the order in which they came. */
export class Semaphore {
  readonly #limit: number;
  #active = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Resolves, or rejects, with what `task` does. A task must not wait for another one of the same semaphore. */
  async run<Result>(task: () => Promise<Result>): Promise<Result> {
    if (this.#active < this.#limit) this.#active += 1;
    // Who ends hands the place over: nobody who comes in between takes it.
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      return await task();
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#active -= 1;
      else next();
    }
  }
}
