import type { RunProjection } from "@signalbox/runner";
import type { Event } from "@signalbox/shared";
import { expect, test } from "vitest";
import { RunProgress } from "./run-progress.ts";

const at = "2026-11-24T06:00:00.000Z";
const output = (seq: number): Event => {
  return { seq, at, type: "output", stream: "stdout", text: "x", iteration: 1 };
};
const begun = (seq: number): Event => {
  return { seq, at, type: "iteration.started", iteration: 1, maxIterations: 3, feedback: null };
};

/** A row that refuses to be written while `isFull`. */
function fullDisk() {
  const disk = { isFull: true, saved: [] as number[], missed: [] as unknown[] };
  const progress = new RunProgress({
    async save(projection: RunProjection) {
      if (disk.isFull) throw new Error("the disk is full");
      disk.saved.push(projection.lastSeq);
    },
    onMissed: (error) => disk.missed.push(error),
  });
  return { disk, progress };
}

test("a save between milestones that fails is told of, and made up for by the next one", async () => {
  const { disk, progress } = fullDisk();
  await progress.take([output(1)]);
  await expect.poll(() => disk.missed.length).toBe(1);
  disk.isFull = false;
  await progress.take([begun(2)]);
  expect(disk.saved).toEqual([2]);
});

test("a milestone that cannot be saved rejects, and a later flush saves it", async () => {
  const { disk, progress } = fullDisk();
  await expect(progress.take([begun(1)])).rejects.toThrow("the disk is full");
  disk.isFull = false;
  await progress.flush();
  expect(disk.saved).toEqual([1]);
});

test("what is saved is not saved again: after a run's end its row may be gone", async () => {
  const { disk, progress } = fullDisk();
  disk.isFull = false;
  await progress.flush();
  await progress.take([begun(1)]);
  await progress.flush();
  expect(disk.saved).toEqual([1]);
});
