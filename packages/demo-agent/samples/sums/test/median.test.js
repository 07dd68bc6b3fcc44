import assert from "node:assert/strict";
import { test } from "node:test";
import { median } from "../src/median.js";

test("median of an odd count is the number in the middle", () => {
  assert.equal(median([3, 1, 2]), 2);
});

test("median sorts by size", () => {
  assert.equal(median([10, 9, 2]), 9);
});

test("median of an even count is the mean of the two in the middle", () => {
  assert.equal(median([4, 1, 3, 2]), 2.5);
});

test("median of an empty list is null", () => {
  assert.equal(median([]), null);
});

test("median leaves the list as it was", () => {
  const numbers = [3, 1, 2];
  median(numbers);
  assert.deepEqual(numbers, [3, 1, 2]);
});
