import { expect, test } from "vitest";
import { createByteSearch } from "./byte-search.ts";

/** Numbers below `limit` that are the same in every run. */
function createDice(seed: number) {
  let state = seed;
  return (limit: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

test("it finds exactly what a search one by one finds, for needles of all lengths anywhere", () => {
  const dice = createDice(7);
  // Few letters: there are many near misses.
  const text = (length: number) => Array.from({ length }, () => "ab-é"[dice(4)] ?? "").join("");
  let found = 0;
  for (let round = 0; round < 5000; round += 1) {
    const needles = Array.from({ length: 1 + dice(6) }, () => text(2 + dice(dice(2) ? 6 : 40)));
    const base = text(dice(60));
    const needle = needles[dice(needles.length)] ?? "";
    const hay = dice(2) ? base : base.slice(dice(20)) + needle + text(dice(3));
    const expected = needles.some((one) => hay.includes(one));
    const search = createByteSearch(needles.map((one) => Buffer.from(one)));
    expect(search(Buffer.from(hay)), `${JSON.stringify(needles)} in ${hay}`).toBe(expected);
    found += expected ? 1 : 0;
  }
  expect(found).toBeGreaterThan(1000);
  expect(found).toBeLessThan(4500);
});

test("a needle that is longer than every step is found at the very end", () => {
  const needle = "x".repeat(5000);
  const search = createByteSearch([Buffer.from(`${needle}y`)]);
  expect(search(Buffer.from(`${needle}${needle}y`))).toBe(true);
  expect(search(Buffer.from(`${needle}${needle}`))).toBe(false);
});
