import { expect, test } from "vitest";
import { KeyedMutex } from "./mutex.ts";

function gate() {
  let open: () => void = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}

test("tasks of one key take turns, also after one that failed", async () => {
  const mutex = new KeyedMutex();
  const order: string[] = [];
  const first = gate();
  const failing = mutex.run("a", async () => {
    await first.opened;
    order.push("first");
    throw new Error("failed");
  });
  const second = mutex.run("a", async () => order.push("second"));
  first.open();
  await expect(failing).rejects.toThrow("failed");
  await second;
  expect(order).toEqual(["first", "second"]);
});

test("tasks of different keys do not wait for each other", async () => {
  const mutex = new KeyedMutex();
  const blocked = gate();
  const slow = mutex.run("a", () => blocked.opened);
  expect(await mutex.run("b", async () => "done")).toBe("done");
  blocked.open();
  await slow;
});

test("the mutex is idle once everything that was asked for has settled, also what failed", async () => {
  const mutex = new KeyedMutex();
  const blocked = gate();
  let isDone = false;
  const failing = mutex.run("a", () => blocked.opened.then(() => Promise.reject(new Error("x"))));
  const last = mutex.run("a", async () => (isDone = true));
  const idle = mutex.idle();
  blocked.open();
  await expect(failing).rejects.toThrow("x");
  await idle;
  expect(isDone).toBe(true);
  await last;
});
