/** Lets so many through at once; the others wait in the order in which they came. */
export class Gate {
  readonly #width: number;
  readonly #waiting = new Set<() => void>();
  #inside = 0;

  constructor(width: number) {
    this.#width = width;
  }

  /** Resolves with what `task` gives, once there was room for it. @throws the reason of `signal` when it aborts before that */
  async run<Result>(signal: AbortSignal | undefined, task: () => Promise<Result>): Promise<Result> {
    await this.#enter(signal);
    try {
      return await task();
    } finally {
      this.#inside -= 1;
      this.#letIn();
    }
  }

  async #enter(signal: AbortSignal | undefined): Promise<void> {
    signal?.throwIfAborted();
    await new Promise<void>((resolve, reject) => {
      const enter = () => {
        signal?.removeEventListener("abort", leave);
        resolve();
      };
      const leave = () => {
        this.#waiting.delete(enter);
        reject(new Error("The wait was ended.", { cause: signal?.reason }));
      };
      signal?.addEventListener("abort", leave, { once: true });
      this.#waiting.add(enter);
      this.#letIn();
    });
  }

  #letIn(): void {
    for (const enter of this.#waiting) {
      if (this.#inside >= this.#width) return;
      this.#waiting.delete(enter);
      this.#inside += 1;
      enter();
    }
  }
}
