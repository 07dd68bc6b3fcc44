import assert from "node:assert/strict";
import { test } from "node:test";
import { largest } from "../src/largest.js";

test("largest finds the largest number", () => {
  assert.equal(largest([3, 11, 7]), 11);
});

test("largest of an empty list is null", () => {
  assert.equal(largest([]), null);
});
