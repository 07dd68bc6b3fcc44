import { expect, test } from "vitest";
import { Gate } from "./gate.ts";

function openable() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { open, opened };
}

test("so many go through at once, the others in their order, and one that is told to stop waits no longer", async () => {
  const gate = new Gate(1);
  const order: string[] = [];
  const first = openable();
  const abort = new AbortController();
  const enter = (name: string, until?: Promise<void>, signal?: AbortSignal) =>
    gate.run(signal, async () => {
      order.push(name);
      await until;
    });
  const one = enter("one", first.opened);
  const gone = enter("gone", undefined, abort.signal);
  const two = enter("two");
  const three = enter("three");
  abort.abort();
  await expect(gone).rejects.toThrow("ended");
  expect(order).toEqual(["one"]);
  first.open();
  await Promise.all([one, two, three]);
  expect(order).toEqual(["one", "two", "three"]);
});

test("a task that fails makes room too", async () => {
  const gate = new Gate(1);
  await expect(gate.run(undefined, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(await gate.run(undefined, () => Promise.resolve(1))).toBe(1);
});
