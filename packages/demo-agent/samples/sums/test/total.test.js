import assert from "node:assert/strict";
import { test } from "node:test";
import { total } from "../src/total.js";

test("total adds the numbers up", () => {
  assert.equal(total([1, 2, 3.5]), 6.5);
});

test("total of an empty list is 0", () => {
  assert.equal(total([]), 0);
});
