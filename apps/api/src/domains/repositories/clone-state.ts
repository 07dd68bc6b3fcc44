import {
  cloneFailureSchema,
  DomainError,
  type CloneDone,
  type CloneProgress,
  type CloneSummary,
} from "@signalbox/shared";

type End = { kind: "done"; done: CloneDone } | { kind: "failed"; error: unknown };

/** How far one clone is, for any number of listeners that come and go. */
export class CloneState {
  #progress: CloneProgress;
  #end: End | null = null;
  readonly #listeners = new Set<() => void>();

  constructor(progress: CloneProgress) {
    this.#progress = progress;
  }

  get progress(): CloneProgress {
    return this.#progress;
  }

  get status(): CloneSummary["status"] {
    return this.#end?.kind ?? "going";
  }

  /** What it failed with; null unless it did. */
  get problem(): CloneSummary["problem"] {
    if (this.#end?.kind !== "failed") return null;
    const { error } = this.#end;
    if (!(error instanceof DomainError)) {
      return { code: null, message: "Git could not clone.", failure: null };
    }
    const failure = cloneFailureSchema.safeParse(error.details.failure).data ?? null;
    return { code: error.code, message: error.message, failure };
  }

  isDone(): boolean {
    return this.#end?.kind === "done";
  }

  report(progress: CloneProgress): void {
    this.#progress = progress;
    this.#tell();
  }

  succeed(done: CloneDone): void {
    this.#end = { kind: "done", done };
    this.#tell();
  }

  fail(error: unknown): void {
    this.#end = { kind: "failed", error };
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }

  /** The progress now, then each time that it changed since the last look; ends with what was cloned, or throws what went wrong. */
  async *follow(signal: AbortSignal | undefined): AsyncGenerator<CloneProgress | CloneDone> {
    let told: CloneProgress | null = null;
    let wake = () => {};
    const onChange = () => wake();
    this.#listeners.add(onChange);
    signal?.addEventListener("abort", onChange);
    const isOver = () => signal?.aborted === true;
    try {
      while (!isOver()) {
        const changed = new Promise<void>((resolve) => (wake = resolve));
        const end = this.#end;
        if (end?.kind === "failed") throw end.error;
        if (told !== this.#progress) {
          told = this.#progress;
          yield told;
        } else if (end?.kind === "done") {
          yield end.done;
          return;
        } else {
          await changed;
        }
      }
    } finally {
      this.#listeners.delete(onChange);
      signal?.removeEventListener("abort", onChange);
    }
  }
}
