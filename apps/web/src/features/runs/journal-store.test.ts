import type { Event } from "@signalbox/shared";
import { describe, expect, it } from "vitest";
import { JournalStore, maxKeptEvents } from "./journal-store.ts";
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

/** A store whose flush runs when the test says so. */
function manualStore() {
  const due: Array<() => void> = [];
  const store = new JournalStore((flush) => {
    due.push(flush);
    return () => due.splice(due.indexOf(flush), 1);
  });
  return { store, due, run: () => due.shift()?.() };
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
    store.append(events(1, 4));
    store.append(events(3, 6));
    store.flush();
    store.append(events(5, 7));
    store.flush();
    expect(texts(store)).toEqual(["1", "2", "3", "4", "5", "6", "7"]);
  });

  it("puts older events before the others without doubles", () => {
    const { store } = manualStore();
    store.append(events(500, 502));
    store.flush();
    expect(store.getSnapshot().hasOlder).toBe(true);
    store.prepend(events(498, 500));
    expect(texts(store)).toEqual(["498", "499", "500", "501", "502"]);
    expect(store.getSnapshot()).toMatchObject({ firstSeq: 498, generation: 1 });
  });

  it("keeps bounded memory and says that there is more before", () => {
    const { store } = manualStore();
    store.append(events(1, maxKeptEvents + 1));
    store.flush();
    const { firstSeq, lastSeq, hasOlder } = store.getSnapshot();
    expect([hasOlder, lastSeq]).toEqual([true, maxKeptEvents + 1]);
    expect(lastSeq - firstSeq).toBeLessThan(maxKeptEvents);
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
