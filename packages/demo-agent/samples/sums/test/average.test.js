import assert from "node:assert/strict";
import { test } from "node:test";
import { average } from "../src/average.js";

test("average is the arithmetic mean", () => {
  assert.equal(average([2, 4, 9]), 5);
});

test("average of an empty list is null", () => {
  assert.equal(average([]), null);
});
