import { expect, test } from "vitest";
import { bodyOf, kindOf, type RunSpan } from "./commit-kind.ts";

const entry = (fields: Partial<Parameters<typeof kindOf>[0]>) => ({
  subject: "Something",
  body: "",
  parents: ["a"],
  committedAt: "2026-11-24T12:00:00.000Z",
  ...fields,
});

const runs: RunSpan[] = [
  {
    id: "r2",
    number: 2,
    startedAt: "2026-11-24T11:59:00.000Z",
    endedAt: "2026-11-24T12:01:00.000Z",
  },
  { id: "r1", number: 1, startedAt: null, endedAt: null },
];

test("a checkpoint tells its run and iteration, and what the work is about", () => {
  const made = entry({
    subject: "Run 3, iteration 12: Add a median: carefully",
    body: "Signalbox-Session: s\nSignalbox-Run: r3",
  });
  expect(kindOf(made, runs)).toEqual({
    kind: "checkpoint",
    run: { number: 3, id: "r3" },
    iteration: 12,
    words: "Add a median: carefully",
  });
  expect(bodyOf(made)).toBe("");
});

test("a subject alone makes no checkpoint: anybody can write it", () => {
  expect(kindOf(entry({ subject: "Run 3, iteration 12: x" }), [])).toMatchObject({
    kind: "commit",
    run: null,
  });
});

test("rewinds and what they kept are told apart", () => {
  const rewind = entry({
    subject: "Rewind to 0123456789ab",
    body: `First\n\nSignalbox-Rewind-To: ${"0".repeat(40)}`,
  });
  expect(kindOf(rewind, runs)).toMatchObject({ kind: "rewind", run: null });
  expect(bodyOf(rewind)).toBe("First");
  const safeguard = entry({ subject: "Before the rewind to 0123456789ab" });
  expect(kindOf(safeguard, runs)).toMatchObject({ kind: "safeguard" });
});

test("what an agent committed itself belongs to the run of that time", () => {
  expect(kindOf(entry({}), runs)).toMatchObject({ kind: "commit", run: { number: 2, id: "r2" } });
  expect(kindOf(entry({ parents: ["a", "b"] }), runs)).toMatchObject({ kind: "merge" });
  const later = entry({ committedAt: "2026-11-24T13:00:00.000Z" });
  expect(kindOf(later, runs)).toMatchObject({ run: null });
});
