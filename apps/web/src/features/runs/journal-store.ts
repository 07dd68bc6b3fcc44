import type { Event } from "@signalbox/shared";
import { noPulse, pulseAfter, type Pulse } from "./pulse.ts";
import { isBlockStart, TimelineBuilder } from "./timeline-builder.ts";
import type { TimelineRow } from "./timeline-rows.ts";
import { addUsage, type Usage } from "./usage.ts";

/** How many events the page keeps: about a hundred megabytes at worst. Older ones are read again when they are scrolled to. */
export const maxKeptEvents = 120_000;
/** The same while somebody reads further up: nothing is taken from under their eyes before it must be. */
const maxKeptEventsWhileReading = 400_000;
/** How many are left after older ones were let go: much fewer, so that it happens seldom. */
const keptAfterTrim = 60_000;

/** Bring this function to run soon, with whatever comes until then; gives the function that calls it off. */
export type Schedule = (flush: () => void) => () => void;

export interface JournalSnapshot {
  /** Rows in order; the array is the store's own: only `version` says that something changed. */
  rows: readonly TimelineRow[];
  version: number;
  /** Grows when rows were built anew, not only added at the end or changed. */
  generation: number;
  firstSeq: number;
  lastSeq: number;
  /** Whether there are older events than the kept ones. */
  hasOlder: boolean;
  ended: boolean;
  /** The number of the latest iteration that has begun; 0 before the first. */
  iteration: number;
  /** The commit of the latest checkpoint. */
  lastCommit: string | null;
  pulse: Pulse;
  /** Tokens and cost of the loaded part of the journal; null when it tells none. */
  usage: Usage | null;
  loaded: boolean;
}

const emptySnapshot: JournalSnapshot = {
  rows: [],
  version: 0,
  generation: 0,
  firstSeq: 0,
  lastSeq: 0,
  hasOlder: false,
  ended: false,
  iteration: 0,
  lastCommit: null,
  pulse: noPulse,
  usage: null,
  loaded: false,
};

/**
 * The events of one run, outside React: a run may bring thousands a second. Events are taken once each, by `seq`;
 * listeners are called at most once for a scheduled flush.
 */
export class JournalStore {
  #events: Event[] = [];
  #builder = new TimelineBuilder();
  #arrived: Event[] = [];
  #snapshot = emptySnapshot;
  #callOff: (() => void) | null = null;
  #following = true;
  readonly #listeners = new Set<() => void>();
  readonly #schedule: Schedule;

  constructor(schedule: Schedule) {
    this.#schedule = schedule;
  }

  /** The seq to resume after: also counts events that wait for the next flush. */
  get lastSeq(): number {
    return this.#arrived.at(-1)?.seq ?? this.#snapshot.lastSeq;
  }

  get ended(): boolean {
    return this.#snapshot.ended || this.#arrived.at(-1)?.type === "run.ended";
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly getSnapshot = (): JournalSnapshot => this.#snapshot;

  /** Say whether the view follows the live end, and older events may be let go. */
  setFollowing(following: boolean): void {
    this.#following = following;
  }

  /** Take newer events; those that are known already are passed over. Shown with the next flush. */
  append(events: readonly Event[]): void {
    const fresh = this.lastSeq === 0 ? fromBlockStart(events) : events;
    for (const event of fresh) if (event.seq > this.lastSeq) this.#arrived.push(event);
    this.#callOff ??= this.#schedule(() => this.flush());
  }

  /** Take older events than the first that is kept. Builds the rows anew, since a row may span both. */
  prepend(events: readonly Event[]): void {
    this.flush();
    const { firstSeq } = this.#snapshot;
    const older = firstSeq === 0 ? events : events.filter((event) => event.seq < firstSeq);
    this.#rebuild([...older, ...this.#events]);
  }

  /** Show what has arrived. */
  flush(): void {
    this.#callOff?.();
    this.#callOff = null;
    const arrived = this.#arrived;
    this.#arrived = [];
    for (const event of arrived) {
      this.#events.push(event);
      this.#builder.push(event);
    }
    const limit = this.#following ? maxKeptEvents : maxKeptEventsWhileReading;
    if (arrived.length > 0 && this.#events.length > limit)
      this.#rebuild(fromBlockStart(this.#events.slice(-keptAfterTrim)));
    else this.#publish(arrived, this.#snapshot.generation);
  }

  /** Stop a flush that is due; for the end of the page's interest. */
  close(): void {
    this.#callOff?.();
    this.#callOff = null;
  }

  #rebuild(events: Event[]): void {
    this.#events = events;
    this.#builder = new TimelineBuilder();
    for (const event of events) this.#builder.push(event);
    this.#publish(events, this.#snapshot.generation + 1);
  }

  #publish(fresh: readonly Event[], generation: number): void {
    let { iteration, lastCommit, ended, usage } = this.#snapshot;
    // Built anew, what is loaded is counted anew.
    if (generation !== this.#snapshot.generation) usage = null;
    for (const event of fresh) {
      if (event.type === "iteration.started") iteration = Math.max(iteration, event.iteration);
      else if (event.type === "checkpoint") lastCommit = event.commit;
      else if (event.type === "agent.usage") usage = addUsage(usage, event);
      else if (event.type === "run.ended") ended = true;
    }
    const firstSeq = this.#events[0]?.seq ?? 0;
    this.#snapshot = {
      rows: this.#builder.rows,
      version: this.#snapshot.version + 1,
      generation,
      firstSeq,
      lastSeq: this.#events.at(-1)?.seq ?? 0,
      hasOlder: firstSeq > 1,
      ended,
      iteration,
      lastCommit,
      pulse: pulseAfter(this.#snapshot.pulse, fresh),
      usage,
      loaded: true,
    };
    for (const listener of this.#listeners) listener();
  }
}

/** What begins in the middle of a journal begins with a whole block of output: its rows then stay when older ones come before them. */
function fromBlockStart(events: readonly Event[]): Event[] {
  const start = events.findIndex(({ seq }) => isBlockStart(seq));
  return start === -1 ? [...events] : events.slice(start);
}
