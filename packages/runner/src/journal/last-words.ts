import type { EventBody } from "@signalbox/shared";
import { isBoundless } from "./size-limit.ts";

/** What is kept in memory of how the run goes on: half of what the reserve has room for. Characters of JSON. */
const maxHeldLength = 32_768;

/** What a journal that can no longer be written keeps for its end. */
export interface LastWords {
  /** Keeps an event that says how the run goes on, while there is room; others are counted. */
  hold(event: EventBody): void;
  /** Counts events that are not recorded; a negative count takes back. */
  lose(count: number): void;
  /** What is to be recorded before the run's end: how much is missing, and what was kept. */
  events(): EventBody[];
}

export function createLastWords(): LastWords {
  const held: EventBody[] = [];
  let heldLength = 0;
  let lost = 0;
  return {
    hold(event) {
      const length = isBoundless(event) ? Infinity : JSON.stringify(event).length;
      if (heldLength + length > maxHeldLength) {
        lost += 1;
        return;
      }
      held.push(event);
      heldLength += length;
    },
    lose(count) {
      lost += count;
    },
    events() {
      if (lost === 0) return held;
      const events = lost === 1 ? "1 event" : `${lost} events`;
      const message = `Not recorded, since the run's journal could not be written: ${events}.`;
      return [{ type: "notice", level: "error", message }, ...held];
    },
  };
}

/** A failed write in words for a person. */
export function describeWriteFailure(error: Error): Error {
  const code = "code" in error ? error.code : null;
  const isFull = code === "ENOSPC" || code === "EDQUOT";
  const message = isFull
    ? "The disk is full: the run's journal could not be written."
    : `The run's journal could not be written: ${error.message}`;
  return new Error(message, { cause: error });
}
