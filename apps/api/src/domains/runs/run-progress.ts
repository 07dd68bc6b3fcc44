import { emptyProjection, project, type RunProjection } from "@signalbox/runner";
import type { Event } from "@signalbox/shared";

/** While events stream in, the row follows this often. */
const saveIntervalMs = 500;

/** After these the row is saved at once: people look at them. */
const milestones = new Set<Event["type"]>(["iteration.started", "iteration.ended", "run.ended"]);

interface ProgressOptions {
  save: (projection: RunProjection) => Promise<void>;
  /** Told when a save between two milestones failed; the next one stores all that it missed. */
  onMissed: (error: unknown) => void;
}

/** What the journal of one run says so far, and how much of it the run's row says too. */
export class RunProgress {
  readonly #options: ProgressOptions;
  #read: RunProjection = emptyProjection;
  #saved: RunProjection = emptyProjection;
  #savedAt = 0;
  #timer: NodeJS.Timeout | null = null;
  #saving: Promise<void> = Promise.resolve();

  constructor(options: ProgressOptions) {
    this.#options = options;
  }

  get lastSeq(): number {
    return this.#read.lastSeq;
  }

  get hasEnded(): boolean {
    return this.#read.endedAt !== null;
  }

  /** Take in further events. Rejects when there is a milestone among them that could not be saved. */
  async take(batch: Event[]): Promise<void> {
    this.#read = project(this.#read, batch);
    if (batch.some((event) => milestones.has(event.type))) return this.flush();
    const waitMs = Math.max(0, this.#savedAt + saveIntervalMs - Date.now());
    this.#timer ??= setTimeout(() => void this.flush().catch(this.#options.onMissed), waitMs);
  }

  /** Save what is not saved yet. */
  flush(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#saving = this.#saving.catch(() => {}).then(() => this.#save());
    return this.#saving;
  }

  async #save(): Promise<void> {
    const latest = this.#read;
    // Also for the row's sake: once it says "ended", the session may be deleted, and then there is no row.
    if (latest === this.#saved) return;
    this.#savedAt = Date.now();
    await this.#options.save(latest);
    this.#saved = latest;
  }
}
