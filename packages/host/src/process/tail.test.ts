import { expect, test } from "vitest";
import { createTail } from "./tail.ts";

test("all is kept while it fits", () => {
  const tail = createTail(10);
  tail.push(Buffer.from("12345"));
  tail.push(Buffer.from("67890"));
  expect(tail.truncated()).toBe(false);
  expect(tail.text()).toBe("1234567890");
});

test("the end is kept when it does not", () => {
  const tail = createTail(4);
  for (const chunk of ["aaaa", "bbbb", "cccc", "dd"]) {
    tail.push(Buffer.from(chunk));
  }
  expect(tail.truncated()).toBe(true);
  expect(tail.text()).toBe("ccdd");
});

test("a character that the cut halves is left out", () => {
  const tail = createTail(5);
  tail.push(Buffer.from("ab🚦cd"));
  expect(tail.text()).toBe("cd");
});
