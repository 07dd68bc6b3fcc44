import { expect, test } from "vitest";
import { Semaphore } from "./semaphore.ts";

test("no more tasks than the limit go on at once, in their order, also when some fail", async () => {
  const semaphore = new Semaphore(2);
  const begun: number[] = [];
  const enders: (() => void)[] = [];
  let active = 0;
  let most = 0;
  const tasks = [0, 1, 2, 3, 4].map((number) =>
    semaphore.run(async () => {
      begun.push(number);
      most = Math.max(most, (active += 1));
      await new Promise<void>((resolve) => enders.push(resolve));
      active -= 1;
      if (number % 2 === 1) throw new Error(`task ${number}`);
      return number;
    }),
  );
  const ended = Promise.allSettled(tasks);
  for (let done = 0; done < tasks.length; done += 1) {
    await expect.poll(() => enders.length).toBeGreaterThan(0);
    enders.shift()?.();
  }
  const results = await ended;
  expect(results.map((result) => result.status)).toEqual([
    "fulfilled",
    "rejected",
    "fulfilled",
    "rejected",
    "fulfilled",
  ]);
  expect(begun).toEqual([0, 1, 2, 3, 4]);
  expect(most).toBe(2);
});
