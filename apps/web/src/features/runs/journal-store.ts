import type { Event } from "@signalbox/shared";
import type { Bounds, Choice } from "./journal-pages.ts";
import { JournalWindow, type Entry, type Piece } from "./journal-window.ts";
import { factsAfter, noFacts, withEarlier, type RunFacts } from "./run-facts.ts";
import type { TimelineRow } from "./timeline-rows.ts";

/** Bring this function to run soon, with whatever comes until then; gives the function that calls it off. */
export type Schedule = (flush: () => void) => () => void;

/** Where the view is to go: to an event, or to the run's end (null). Another object is another wish. */
export interface Target {
  seq: number | null;
  /** Where its row is to stand in the view. */
  align?: "start" | "center";
  /** Whether its row gets the focus. */
  takesFocus?: boolean;
}

export interface JournalSnapshot extends Omit<RunFacts, "lastSeq" | "isWhole"> {
  /** Rows in order; the array is the store's own: only `version` says that something changed. */
  rows: readonly TimelineRow[];
  /** The events of the rows, and the stretches that were passed over; the array is the store's own. */
  entries: readonly Entry[];
  version: number;
  /** Grows when rows were built anew, not only added at the end or changed. */
  generation: number;
  /** The part of the run that is kept: everything that is to be shown from `firstSeq` to `windowEnd`. */
  firstSeq: number;
  windowEnd: number;
  /** The run's last event, kept or not. */
  lastSeq: number;
  /** Whether there are older, or newer, events than the kept ones. */
  hasOlder: boolean;
  hasNewer: boolean;
  /** How many events have come since the reader left the end; 0 while they are there. */
  newEvents: number;
  /** Whether the view is at the run's end and goes with it. */
  isFollowing: boolean;
  target: Target | null;
  loaded: boolean;
}

const emptySnapshot: JournalSnapshot = {
  rows: [],
  entries: [],
  version: 0,
  generation: 0,
  firstSeq: 0,
  windowEnd: 0,
  lastSeq: 0,
  hasOlder: false,
  hasNewer: false,
  newEvents: 0,
  ended: false,
  iteration: 0,
  lastCommit: null,
  pulse: noFacts.pulse,
  usage: null,
  isFollowing: true,
  target: null,
  loaded: false,
};

/**
 * The events of one run, outside React: a run may bring thousands a second. New events are taken once each, by `seq`. Kept is a window
 * anywhere in the run; new events go into it while it reaches to the run's end, and are only counted otherwise. Listeners are called at
 * most once for a scheduled flush.
 */
export class JournalStore {
  readonly #window = new JournalWindow();
  #facts: RunFacts = noFacts;
  #arrived: Event[] = [];
  /** What has come while a piece is being read that may reach to the run's end. */
  #held: Event[] | null = null;
  #types: Choice["types"] = null;
  #snapshot = emptySnapshot;
  #callOff: (() => void) | null = null;
  #following = true;
  #leftAt = 0;
  readonly #listeners = new Set<() => void>();
  readonly #schedule: Schedule;

  constructor(schedule: Schedule) {
    this.#schedule = schedule;
  }

  /** The seq to resume after: also counts events that wait for the next flush. */
  get lastSeq(): number {
    return this.#arrived.at(-1)?.seq ?? this.#facts.lastSeq;
  }

  get ended(): boolean {
    return this.#facts.ended || this.#arrived.at(-1)?.type === "run.ended";
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly getSnapshot = (): JournalSnapshot => this.#snapshot;

  /** The row that shows an event of the window. */
  rowAt(seq: number): TimelineRow | undefined {
    return this.#window.rowAt(seq);
  }

  covers(seq: number): boolean {
    return this.#window.covers(seq);
  }

  hasSkipped(iteration: number): boolean {
    return this.#window.hasSkipped(iteration);
  }

  /** Say whether the view follows the live end: then older events may be let go for newer ones. */
  setFollowing(following: boolean): void {
    if (following === this.#following) return;
    this.#following = following;
    this.#leftAt = this.#facts.lastSeq;
    this.#publish();
  }

  /** Take newer events; those that are known already are passed over. Shown, or counted, with the next flush. */
  append(events: readonly Event[]): void {
    const { lastSeq } = this;
    for (const event of events) if (event.seq > lastSeq) this.#arrived.push(event);
    this.#callOff ??= this.#schedule(() => this.flush());
  }

  /** Take what the run's last events tell of it, before any of them is shown. */
  know(events: readonly Event[], { lastSeq, ended }: Bounds): void {
    this.#facts = { ...factsAfter(this.#facts, events), lastSeq, ended };
    this.#leftAt = lastSeq;
  }

  /** Take what is told by events long before the run's last ones. */
  learn(earlier: Parameters<typeof withEarlier>[1]): void {
    this.#facts = withEarlier(this.#facts, earlier);
    this.#publish();
  }

  /** Keep what comes from now on, until the piece that is about to be read is there, or will not come. */
  hold(): void {
    this.flush();
    this.#held ??= [];
  }

  release(): void {
    this.#catchUp();
    this.#publish();
  }

  /** Have this piece in the window and nothing else, of these types alone (null: all), and go to `target`. */
  show(piece: Piece, target: Target | null, types: Choice["types"] = null): void {
    this.#types = types;
    this.#window.reset(piece);
    this.#go(target);
    this.#catchUp();
    this.#publish(target);
  }

  /** Go to what is in the window already. */
  aim(target: Target): void {
    this.#go(target);
    this.#publish(target);
  }

  #go(target: Target | null): void {
    if (!target) return;
    const following = target.seq === null;
    if (this.#following && !following) this.#leftAt = this.#facts.lastSeq;
    this.#following = following;
  }

  /** Take what comes before the window. */
  prepend(piece: Piece): void {
    this.#window.prepend(piece);
    this.#publish();
  }

  /** Take what follows the window, which does not reach to the run's end. */
  appendPiece(piece: Piece): void {
    this.#window.append(piece);
    this.#catchUp();
    this.#publish();
  }

  /** Show what has arrived. */
  flush(): void {
    this.#callOff?.();
    this.#callOff = null;
    const arrived = this.#arrived;
    if (arrived.length === 0) return;
    this.#arrived = [];
    const before = this.#facts.lastSeq;
    this.#facts = factsAfter(this.#facts, arrived);
    if (this.#held) this.#held.push(...arrived);
    else this.#take(arrived, before);
    this.#publish();
  }

  /** Stop a flush that is due; for the end of the page's interest. */
  close(): void {
    this.#callOff?.();
    this.#callOff = null;
  }

  /** What has come while a piece was read follows it, if the piece reached so far. */
  #catchUp(): void {
    const held = this.#held ?? [];
    this.#held = null;
    const { end } = this.#window;
    const [first] = held;
    if (first && first.seq <= end + 1) this.#take(held, end);
  }

  /** Put new events into a window that reaches to the last one before them; while somebody reads elsewhere, only as many as fit. */
  #take(events: readonly Event[], before: number): void {
    const { end, isEmpty, isFull } = this.#window;
    const reachesEnd = isEmpty || end >= before;
    if (!reachesEnd || (!this.#following && isFull)) return;
    const types = this.#types;
    const entries = types ? events.filter(({ type }) => types.has(type)) : events;
    const start = isEmpty ? (events[0]?.seq ?? 1) : end + 1;
    const piece = { entries, start, end: events.at(-1)?.seq ?? end };
    this.#window.append(piece, !this.#following);
  }

  #publish(target: Target | null = this.#snapshot.target): void {
    const { rows, entries, generation, start, end, isEmpty } = this.#window;
    const { isWhole: _, ...facts } = this.#facts;
    this.#snapshot = {
      ...facts,
      rows,
      entries,
      version: this.#snapshot.version + 1,
      generation,
      firstSeq: isEmpty ? 0 : start,
      windowEnd: end,
      hasOlder: !isEmpty && start > 1,
      hasNewer: !isEmpty && end < facts.lastSeq,
      newEvents: this.#following ? 0 : Math.max(0, facts.lastSeq - this.#leftAt),
      isFollowing: this.#following,
      target,
      loaded: true,
    };
    for (const listener of this.#listeners) listener();
  }
}
