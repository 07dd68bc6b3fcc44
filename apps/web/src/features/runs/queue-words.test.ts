import { expect, test } from "vitest";
import { queueWords } from "./queue-words.ts";

test.each([
  [null, "waits for its turn"],
  [1, "next in the queue"],
  [3, "place 3 in the queue"],
])("the place %j is %j", (position, words) => {
  expect(queueWords(position)).toBe(words);
});
