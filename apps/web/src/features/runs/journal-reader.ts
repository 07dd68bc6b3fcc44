import type { Event } from "@signalbox/shared";
import { isRefusal } from "../../lib/errors.ts";
import { keepSubscribed, type SubscriptionHandlers } from "../../lib/subscribe.ts";
import { pageSize, type Choice, type JournalCalls, type JournalPages } from "./journal-pages.ts";
import type { JournalStore, Target } from "./journal-store.ts";
import type { Piece } from "./journal-window.ts";

const retryDelayMs = 1_000;

/** What is being read now, for a word about it. */
export type Reading = "older" | "newer" | "jump" | null;

/** Where to open a run: at an event, or at its end. */
export interface Opening {
  event: number | null;
  types: Choice["types"];
}

/**
 * Brings the events of one run into its store: the last ones first, every new one as it comes, and whatever part of the run is wanted.
 * One piece is read at a time; a jump goes before what was being read. What fails is asked for again by the next scroll or jump: the
 * connection's own words say why.
 */
export class JournalReader {
  readonly #store: JournalStore;
  readonly #pages: JournalPages;
  readonly #calls: JournalCalls;
  readonly #onReading: (reading: Reading) => void;
  #reading: Reading = null;
  /** Another number for each jump: what was asked for before it is passed over. */
  #turn = 0;
  #failedAt = Number.NEGATIVE_INFINITY;

  constructor(options: {
    store: JournalStore;
    pages: JournalPages;
    calls: JournalCalls;
    onReading: (reading: Reading) => void;
  }) {
    this.#store = options.store;
    this.#pages = options.pages;
    this.#calls = options.calls;
    this.#onReading = options.onReading;
  }

  /** Open the run and follow it until `signal` aborts; after a cut it goes on after the last event that it has. */
  async follow(options: {
    opening: Opening;
    subscribe: (
      after: number,
      handlers: SubscriptionHandlers & { onData: (events: readonly Event[]) => void },
    ) => { unsubscribe: () => void };
    signal: AbortSignal;
    onError: (error: unknown) => void;
  }): Promise<void> {
    const { opening, subscribe, signal, onError } = options;
    const store = this.#store;
    if (store.lastSeq === 0 && !(await this.#open(opening, signal, onError))) return;
    if (signal.aborted || store.ended) return;
    const stop = keepSubscribed({
      start: (handlers) =>
        subscribe(store.lastSeq, { ...handlers, onData: (events) => store.append(events) }),
      isDone: () => store.ended,
      onRefused: onError,
    });
    signal.addEventListener("abort", stop);
  }

  /** Whether something is being read, or was refused a moment ago. */
  get #isBusy(): boolean {
    return this.#reading !== null || performance.now() - this.#failedAt < retryDelayMs;
  }

  /** Read what comes before the window, when there is anything. */
  older(): void {
    const { firstSeq, hasOlder } = this.#store.getSnapshot();
    if (this.#isBusy || !hasOlder) return;
    void this.#read(
      "older",
      () => this.#pages.older(firstSeq),
      (piece) => this.#store.prepend(piece),
    );
  }

  /** Read what follows the window, when there is anything. */
  newer(): void {
    const { windowEnd, lastSeq, hasNewer } = this.#store.getSnapshot();
    if (this.#isBusy || !hasNewer) return;
    this.#store.hold();
    void this.#read(
      "newer",
      () => this.#pages.newer(windowEnd, lastSeq),
      (piece) => this.#store.appendPiece(piece),
    );
  }

  /** Go to an event, wherever it is; what is around it is read when it is not kept, or when `anew`. */
  jump(seq: number, how: Omit<Target, "seq"> & { anew?: boolean } = {}): void {
    const { anew = false, ...rest } = how;
    const { lastSeq } = this.#store.getSnapshot();
    const target = { ...rest, seq: Math.max(1, Math.min(seq, lastSeq)) };
    if (!anew && this.#store.covers(target.seq)) {
      this.#callOff();
      this.#store.aim(target);
      return;
    }
    const { types } = this.#pages.choice;
    this.#store.hold();
    void this.#read(
      "jump",
      () => this.#pages.around(target.seq, lastSeq),
      (piece) => this.#store.show(piece, target, types),
    );
  }

  /** Go to the run's end and stay there; the last piece is read when it is not kept, or when `anew`. */
  jumpToEnd(anew = false): void {
    if (!anew && !this.#store.getSnapshot().hasNewer) {
      this.#callOff();
      this.#store.aim({ seq: null });
      return;
    }
    const { types } = this.#pages.choice;
    this.#store.hold();
    void this.#read(
      "jump",
      () => this.#pages.end(),
      (piece) => this.#store.show(piece, { seq: null }, types),
    );
  }

  /** What is being read is not wanted any more. */
  #callOff(): void {
    if (!this.#reading) return;
    this.#turn += 1;
    this.#store.release();
    this.#say(null);
  }

  async #read(
    reading: Exclude<Reading, null>,
    ask: () => Promise<Piece>,
    take: (piece: Piece) => void,
  ): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    this.#say(reading);
    try {
      const piece = await ask();
      if (turn === this.#turn) take(piece);
    } catch {
      this.#failedAt = performance.now();
      if (turn === this.#turn) this.#store.release();
    } finally {
      if (turn === this.#turn) this.#say(null);
    }
  }

  #say(reading: Reading): void {
    this.#reading = reading;
    this.#onReading(reading);
  }

  /** Read the last page, and what is to be seen first; gives whether there is something to follow. Waits out a server that is gone. */
  async #open(
    { event, types }: Opening,
    signal: AbortSignal,
    onError: (error: unknown) => void,
  ): Promise<boolean> {
    while (!signal.aborted) {
      try {
        const page = await this.#calls.events({
          before: Number.MAX_SAFE_INTEGER,
          limit: pageSize,
        });
        if (signal.aborted) return false;
        const { events, lastSeq } = page;
        const isElsewhere = types !== null || (event !== null && event < (events[0]?.seq ?? 1));
        const piece = !isElsewhere
          ? { entries: events, start: events[0]?.seq ?? 1, end: lastSeq }
          : event === null
            ? await this.#pages.end()
            : await this.#pages.around(Math.min(event, lastSeq), lastSeq);
        if (signal.aborted) return false;
        this.#store.know(events, page);
        this.#store.show(piece, { seq: event, align: "center", takesFocus: event !== null }, types);
        return true;
      } catch (error) {
        if (signal.aborted) return false;
        if (isRefusal(error)) {
          onError(error);
          return false;
        }
        await new Promise((resolve) => setTimeout(resolve, retryDelayMs));
      }
    }
    return false;
  }
}
