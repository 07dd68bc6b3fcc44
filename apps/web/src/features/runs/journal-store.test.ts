import type { Event } from "@signalbox/shared";
import { describe, expect, it } from "vitest";
import { JournalStore } from "./journal-store.ts";
import { maxWindowEvents } from "./journal-window.ts";
import { VisibleRows } from "./visible-rows.ts";

const events = (from: number, to: number, iteration = 1): Event[] =>
  Array.from({ length: to - from + 1 }, (_, index) => ({
    seq: from + index,
    at: "2026-11-24T00:00:00.000Z",
    type: "output",
    iteration,
    stream: "stdout",
    text: String(from + index),
  }));
const piece = (from: number, to: number) => ({ entries: events(from, to), start: from, end: to });

/** A store whose flush runs when the test says so. */
function manualStore() {
  const due: Array<() => void> = [];
  const store = new JournalStore((flush) => {
    due.push(flush);
    return () => due.splice(due.indexOf(flush), 1);
  });
  return { store, due, run: () => due.shift()?.() };
}

/** A store that was opened at the end of a run of so many events. */
function openedAtEnd(lastSeq: number, firstSeq = 1) {
  const made = manualStore();
  made.store.know(events(firstSeq, lastSeq), { lastSeq, ended: false });
  made.store.show(piece(firstSeq, lastSeq), { seq: null });
  return made;
}

const texts = (store: JournalStore) =>
  store
    .getSnapshot()
    .rows.flatMap((row) => (row.kind === "output" ? row.lines.map(({ text }) => text) : []));

describe("JournalStore", () => {
  it("shows many batches with one flush", () => {
    const { store, due, run } = manualStore();
    let calls = 0;
    store.subscribe(() => (calls += 1));
    store.append(events(1, 3));
    store.append(events(4, 5));
    expect([due.length, calls, store.lastSeq]).toEqual([1, 0, 5]);
    run();
    expect(calls).toBe(1);
    expect(texts(store)).toEqual(["1", "2", "3", "4", "5"]);
  });

  it("takes an event once, even when a resumed stream sends it again", () => {
    const { store } = manualStore();
    for (const [from, to] of [
      [1, 4],
      [3, 6],
      [5, 7],
    ] as const) {
      store.append(events(from, to));
      store.flush();
    }
    expect(texts(store)).toEqual(["1", "2", "3", "4", "5", "6", "7"]);
  });

  it("puts older events before the others without doubles", () => {
    const { store } = openedAtEnd(502, 500);
    expect(store.getSnapshot().hasOlder).toBe(true);
    store.prepend(piece(498, 500));
    expect(texts(store)).toEqual(["498", "499", "500", "501", "502"]);
    expect(store.getSnapshot()).toMatchObject({ firstSeq: 498, hasNewer: false });
  });

  it("lets the oldest go while it follows the end", () => {
    const { store } = openedAtEnd(10);
    store.append(events(11, maxWindowEvents + 5));
    store.flush();
    const { firstSeq, windowEnd, entries, hasOlder } = store.getSnapshot();
    expect([hasOlder, windowEnd]).toEqual([true, maxWindowEvents + 5]);
    expect(entries.length).toBeLessThan(maxWindowEvents);
    expect(firstSeq % 40).toBe(1);
  });

  it("only counts what is new while somebody reads elsewhere, and still knows how the run stands", () => {
    const { store } = openedAtEnd(100);
    store.show(piece(10, 20), { seq: 15 });
    const before = store.getSnapshot().entries.length;
    store.append(events(101, 150, 7));
    store.flush();
    expect(store.getSnapshot()).toMatchObject({
      newEvents: 50,
      lastSeq: 150,
      windowEnd: 20,
      hasNewer: true,
      iteration: 7,
    });
    expect(store.getSnapshot().entries).toHaveLength(before);
  });

  it("goes on without a hole when a piece that was read reaches to what came meanwhile", () => {
    const { store } = openedAtEnd(100);
    store.show(piece(10, 20), { seq: 15 });
    store.hold();
    store.append(events(101, 104));
    store.flush();
    store.appendPiece(piece(21, 102));
    expect(store.getSnapshot()).toMatchObject({ windowEnd: 104, hasNewer: false });
    expect(texts(store)).toHaveLength(95);
  });

  it("keeps its place when a piece does not reach so far", () => {
    const { store } = openedAtEnd(100);
    store.show(piece(10, 20), { seq: 15 });
    store.hold();
    store.append(events(101, 104));
    store.flush();
    store.appendPiece(piece(21, 60));
    expect(store.getSnapshot()).toMatchObject({ windowEnd: 60, hasNewer: true, lastSeq: 104 });
  });

  it("takes only the chosen types of what comes", () => {
    const { store } = openedAtEnd(3);
    store.show({ entries: [], start: 1, end: 3 }, { seq: null }, new Set(["check"]));
    store.append(events(4, 6));
    store.flush();
    expect(store.getSnapshot()).toMatchObject({ windowEnd: 6, hasNewer: false, rows: [] });
  });

  it("sums the usage only when it saw the whole run", () => {
    const usage: Event = {
      seq: 3,
      at: "2026-11-24T00:00:00.000Z",
      type: "agent.usage",
      iteration: 1,
      inputTokens: 10,
      outputTokens: 1,
      costUsd: null,
    };
    const whole = openedAtEnd(2).store;
    whole.append([usage]);
    whole.flush();
    expect(whole.getSnapshot().usage).toMatchObject({ inputTokens: 10 });
    const part = openedAtEnd(502, 500).store;
    part.append([{ ...usage, seq: 503 }]);
    part.flush();
    expect(part.getSnapshot().usage).toBeNull();
  });
});

describe("VisibleRows", () => {
  it("leaves out folded iterations and takes up new rows", () => {
    const { store } = manualStore();
    const visible = new VisibleRows();
    const folded = new Set([1]);
    store.append([...events(1, 2, 1), ...events(3, 4, 2)]);
    store.flush();
    const kinds = () =>
      visible.of(store.getSnapshot(), folded).map(({ kind, iteration }) => `${kind} ${iteration}`);
    expect(kinds()).toEqual(["iteration 1", "iteration 2", "output 2"]);
    store.append(events(5, 5, 3));
    store.flush();
    expect(kinds()).toEqual(["iteration 1", "iteration 2", "output 2", "iteration 3", "output 3"]);
  });
});
