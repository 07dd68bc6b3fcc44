import { expect, it } from "vitest";
import { addMark, rateOf } from "./transfer-rate.ts";

const marksOf = (points: [atMs: number, bytes: number][]) =>
  points.reduce<ReturnType<typeof addMark>>(
    (marks, [atMs, bytes]) => addMark(marks, { atMs, bytes }),
    [],
  );

it("is the mean of the last seconds, whatever was before", () => {
  expect(
    rateOf(
      marksOf([
        [0, 0],
        [1_000, 500],
        [2_000, 1_000],
      ]),
    ),
  ).toBe(500);
  expect(
    rateOf(
      marksOf([
        [0, 0],
        [10_000, 1_000_000],
        [11_000, 1_000_100],
      ]),
    ),
  ).toBe(100);
});

it("is not known before enough was seen, and begins again with another transfer", () => {
  expect(rateOf([])).toBeNull();
  expect(
    rateOf(
      marksOf([
        [0, 0],
        [100, 900],
      ]),
    ),
  ).toBeNull();
  expect(
    rateOf(
      marksOf([
        [0, 900],
        [2_000, 10],
      ]),
    ),
  ).toBeNull();
});
