import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { calmRefresh } from "./calm-refresh.ts";

describe("calmRefresh", () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it("makes one call of the first wish at once, and one of all that follow in its time", async () => {
    let calls = 0;
    const refresh = calmRefresh(async () => ++calls, 1_000);
    refresh.wish();
    expect(calls).toBe(1);
    for (let wish = 0; wish < 1_000; wish += 1) refresh.wish();
    await vi.advanceTimersByTimeAsync(999);
    expect(calls).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(calls).toBe(2);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(calls).toBe(2);
  });

  it("waits for a call that takes longer than its time, and goes on after one that failed", async () => {
    let calls = 0;
    let fail = () => {};
    const refresh = calmRefresh(() => {
      calls += 1;
      return new Promise((_, reject) => (fail = () => reject(new Error("no answer"))));
    }, 1_000);
    refresh.wish();
    refresh.wish();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(calls).toBe(1);
    fail();
    await vi.advanceTimersByTimeAsync(0);
    expect(calls).toBe(2);
  });

  it("calls nothing after its end", async () => {
    let calls = 0;
    const refresh = calmRefresh(async () => ++calls, 1_000);
    refresh.wish();
    refresh.wish();
    refresh.end();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(calls).toBe(1);
  });
});
