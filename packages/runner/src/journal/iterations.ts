import type { Event, EventType, IterationOutline } from "@signalbox/shared";
import { addUsage } from "../usage-totals.ts";

/** What of an iteration's problem the outline carries; the event has all of it. Characters. */
const maxProblemLength = 2000;

/** The events that the outline of an iteration is made of. */
export const outlineTypes: readonly EventType[] = [
  "iteration.started",
  "iteration.ended",
  "agent.usage",
  "check",
  "checkpoint",
];

/** The outlines of a run's iterations, put together from its events in order: those of `outlineTypes` are enough. */
export class Iterations {
  readonly #all: IterationOutline[] = [];
  #current: IterationOutline | null = null;

  take(event: Event): void {
    if (event.type === "iteration.started") {
      this.#current = begun(event);
      this.#all.push(this.#current);
    } else if (this.#current !== null) {
      addTo(this.#current, event);
      if (event.type !== "iteration.ended") return;
      this.#current.lastSeq = event.seq;
      this.#current = null;
    }
  }

  /** A copy of all, with the last event `lastSeq` in the one that goes on. */
  upTo(lastSeq: number): IterationOutline[] {
    if (this.#current !== null) this.#current.lastSeq = lastSeq;
    return this.#all.map((outline) => ({ ...outline, checks: [...outline.checks] }));
  }
}

function begun({ iteration, seq, at }: { iteration: number; seq: number; at: string }) {
  return {
    iteration,
    firstSeq: seq,
    lastSeq: seq,
    startedAt: at,
    endedAt: null,
    outcome: null,
    promise: false,
    problem: null,
    category: null,
    inputTokens: null,
    outputTokens: null,
    costUsd: null,
    costEstimated: false,
    commit: null,
    filesChanged: null,
    insertions: null,
    deletions: null,
    checks: [],
  } satisfies IterationOutline as IterationOutline;
}

function addTo(outline: IterationOutline, event: Event): void {
  switch (event.type) {
    case "iteration.ended":
      outline.endedAt = event.at;
      outline.outcome = event.outcome;
      outline.promise = event.promise;
      outline.problem = event.problem?.slice(0, maxProblemLength) ?? null;
      outline.category = event.category ?? null;
      break;
    case "agent.usage":
      addUsage(outline, event);
      break;
    case "check":
      outline.checks.push({ name: event.name, passed: event.passed, seq: event.seq });
      break;
    case "checkpoint":
      outline.commit = event.commit;
      outline.filesChanged = (outline.filesChanged ?? 0) + event.filesChanged;
      outline.insertions = (outline.insertions ?? 0) + event.insertions;
      outline.deletions = (outline.deletions ?? 0) + event.deletions;
      break;
    default:
      break;
  }
}
