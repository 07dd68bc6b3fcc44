import type { Event, EventType, RunOutline } from "@signalbox/shared";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { JournalPages, type JournalCalls } from "./journal-pages.ts";
import { JournalWindow, maxWindowCharacters, type Piece } from "./journal-window.ts";

const at = "2026-11-24T00:00:00.000Z";
const perIteration = 50;
const total = 1_000;
/** So long that the window has room for some of the run only. */
const text = "x".repeat(maxWindowCharacters / 400);

/** A run of iterations of all sorts of events. */
const run: Event[] = Array.from({ length: total }, (_, index): Event => {
  const seq = index + 1;
  const iteration = Math.floor(index / perIteration) + 1;
  const place = index % perIteration;
  if (place === 0)
    return { seq, at, type: "iteration.started", iteration, maxIterations: 99, feedback: null };
  if (place === perIteration - 1)
    return {
      seq,
      at,
      type: "check",
      iteration,
      name: "test",
      command: "x",
      passed: seq % 3 === 0,
      exitCode: 0,
      durationMs: 1,
      output: "",
    };
  if (place % 7 === 0)
    return { seq, at, type: "agent.tool", iteration, toolCallId: `t${place % 2}`, output: text };
  if (place % 5 === 0)
    return {
      seq,
      at,
      type: "agent.message",
      iteration,
      messageId: String(place),
      kind: "message",
      text,
    };
  return { seq, at, type: "output", iteration, stream: "stdout", text };
});

const outline: RunOutline = {
  firstSeq: 1,
  lastSeq: total,
  ended: true,
  journalDeleted: false,
  counts: {},
  iterations: Array.from({ length: total / perIteration }, (_, index) => ({
    iteration: index + 1,
    firstSeq: index * perIteration + 1,
    lastSeq: (index + 1) * perIteration,
    startedAt: at,
    endedAt: at,
    outcome: "succeeded" as const,
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
  })),
};

/** The server's answers, as the contract has them. */
const calls: JournalCalls = {
  events: ({ after, before, limit }) => {
    const found = run.filter(({ seq }) => seq > (after ?? 0) && seq < before);
    const events = after === undefined ? found.slice(-limit) : found.slice(0, limit);
    return Promise.resolve({ events, lastSeq: total, ended: true });
  },
  filter: ({ types, after, before, limit }) => {
    const found = run.filter(
      ({ seq, type }) => types.includes(type) && seq > (after ?? 0) && seq < (before ?? total + 1),
    );
    const events = before === undefined ? found.slice(0, limit) : found.slice(-limit);
    const edge = before === undefined ? events.at(-1) : events[0];
    const next = events.length < found.length && edge ? edge.seq : null;
    return Promise.resolve({ events, next, lastSeq: total });
  },
};

function fresh(piece: Piece): JournalWindow {
  const window = new JournalWindow();
  window.reset(piece);
  return window;
}

const step = fc.oneof(
  fc.record({ kind: fc.constantFrom("older", "newer"), limit: fc.integer({ min: 1, max: 300 }) }),
  fc.record({ kind: fc.constant("jump"), seq: fc.integer({ min: 1, max: total }) }),
);

describe("JournalWindow", () => {
  it("has the rows of a fresh window of the same part, whatever was read in which order", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 1, maxLength: 12 }),
        fc.uniqueArray(fc.integer({ min: 1, max: total / perIteration }), { maxLength: 8 }),
        fc.boolean(),
        async (steps, folded, isFiltered) => {
          const pages = new JournalPages(calls);
          const types = isFiltered ? new Set<EventType>(["check", "agent.tool"]) : null;
          pages.choice = { types, folded: new Set(folded), outline };
          const window = fresh(await pages.end());
          let isTrimmed = false;
          for (const one of steps) {
            if ("seq" in one) {
              window.reset(await pages.around(one.seq, total));
              isTrimmed = false;
            } else if (one.kind === "older" && window.start > 1) {
              window.prepend(await pages.older(window.start, one.limit));
              isTrimmed = true;
            } else if (one.kind === "newer" && window.end < total) {
              window.append(await pages.newer(window.end, total, one.limit));
              isTrimmed = true;
            }
          }
          const { entries, start, end } = window;
          expect(window.rows).toEqual(fresh({ entries: [...entries], start, end }).rows);
          // Nothing that is to be shown is missing, and nothing is there twice.
          const isFolded = (event: Event) =>
            "iteration" in event && folded.includes(event.iteration ?? 0);
          const shown = entries.filter(({ type }) => type !== "skip");
          expect(shown.map(({ seq }) => seq)).toEqual(
            run
              .filter(
                (event) =>
                  event.seq >= start &&
                  event.seq <= end &&
                  !isFolded(event) &&
                  (!types || types.has(event.type)),
              )
              .map(({ seq }) => seq),
          );
          // What one call gives is kept whole.
          expect(isTrimmed && window.isFull).toBe(false);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("finds the row of every event, also of one that changed a row further up", () => {
    const window = fresh({ entries: run.slice(0, 50), start: 1, end: 50 });
    expect(window.rowAt(22)).toMatchObject({ kind: "tool", seq: 8 });
    expect(window.rowAt(1)).toMatchObject({ kind: "iteration" });
    expect(window.rowAt(50)).toMatchObject({ kind: "check", seq: 50 });
  });

  it("has only a header of what is folded, without reading it", async () => {
    const pages = new JournalPages(calls);
    const all = new Set(outline.iterations.map(({ iteration }) => iteration));
    pages.choice = { types: null, folded: all, outline };
    const window = fresh(await pages.end());
    expect(window.rows.map(({ kind }) => kind)).toEqual(Array(20).fill("iteration"));
    expect(window.hasSkipped(3)).toBe(true);
    expect([window.start, window.end]).toEqual([1, total]);
  });
});
