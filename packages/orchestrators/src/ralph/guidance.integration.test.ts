import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { completionPromise, type EventBody } from "@signalbox/shared";
import { failedTurn, runDriver, type DriverRun } from "../testing/driver-run.ts";

const promised = { finalText: `${completionPromise}\n` };
const guidanceOf = (run: DriverRun) =>
  run.events.flatMap((event) => (event.type === "guidance" ? [event] : []));
const noticesOf = (events: EventBody[]) =>
  events.flatMap((event) => (event.type === "notice" ? [event.message] : []));
const told = (run: DriverRun, text: string) => run.prompts.map((prompt) => prompt.includes(text));

test("guidance waits for the next iteration when the agent cannot be told, and is told once", async () => {
  const run = await runDriver(async ({ iteration, say, write }) => {
    if (iteration === 1) say("Use tabs.");
    await write("work", `${iteration}`);
    return iteration === 3 ? promised : {};
  });
  expect(guidanceOf(run)).toEqual([
    { type: "guidance", iteration: 1, text: "Use tabs.", delivery: "next_iteration" },
  ]);
  expect(told(run, "> Use tabs.")).toEqual([false, true, false]);
  const note = await readFile(join(run.worktree, ".signalbox/progress.md"), "utf8");
  expect(note).toContain("- The person said in iteration 1:\n> Use tabs.\n- Iteration 2");
});

test("a turn that is going on gets guidance at once, when its agent takes it", async () => {
  const heard: string[] = [];
  const run = await runDriver(async ({ iteration, say, onGuidance }) => {
    if (iteration === 2) return promised;
    onGuidance((text) => heard.push(text) === 1);
    say("Use tabs.");
    say("And semicolons.");
    return promised;
  });
  expect(heard).toEqual(["Use tabs.", "And semicolons."]);
  const deliveries = guidanceOf(run).map(({ delivery }) => delivery);
  expect(deliveries).toEqual(["turn", "next_iteration"]);
  // The second came too late for the turn: the person wanted more than what was done.
  expect(told(run, "> Use tabs.")).toEqual([false, false]);
  expect(told(run, "> And semicolons.")).toEqual([false, true]);
});

test("what a turn was told that failed is told to the next one", async () => {
  const run = await runDriver(async ({ iteration, say, onGuidance }) => {
    onGuidance(() => true);
    if (iteration === 1) say("Use tabs.");
    return iteration < 3 ? failedTurn("crash") : promised;
  });
  expect(guidanceOf(run)).toHaveLength(1);
  expect(told(run, "> Use tabs.")).toEqual([false, true, true]);
});

test("guidance that came in a wait is told to the turn after it", async () => {
  let turns = 0;
  const run = await runDriver(
    async () => {
      turns += 1;
      return turns === 1 ? failedTurn("rate_limit") : promised;
    },
    {
      retryWaits: { rateLimitMs: 1, shortestMs: 1 },
      onEvent: (event, _, say) => event.type === "notice" && say("Use tabs."),
    },
  );
  expect(run.outcome.reason).toBe("completed");
  expect(told(run, "> Use tabs.")).toEqual([false, true]);
});

test("what was said before the run began is told to its first iteration", async () => {
  const run = await runDriver(async () => promised, { said: ["Use tabs."] });
  expect(run.events[0]).toEqual({
    type: "guidance",
    text: "Use tabs.",
    delivery: "next_iteration",
  });
  expect(told(run, "> Use tabs.")).toEqual([true]);
});

test("guidance that waits when the work is done makes the run go on", async () => {
  const run = await runDriver(async ({ iteration, say }) => {
    if (iteration === 1) say("Also the docs.");
    return promised;
  });
  expect(run.outcome).toMatchObject({
    reason: "completed",
    message: expect.stringContaining("after 2 iterations"),
  });
  expect(told(run, "> Also the docs.")).toEqual([false, true]);
});

test("guidance for which no iteration is left does not undo done work, and that is said", async () => {
  const run = await runDriver(
    async ({ say }) => {
      say("Also the docs.");
      return promised;
    },
    { budget: { maxIterations: 1 } },
  );
  expect(run.outcome.reason).toBe("completed");
  expect(noticesOf(run.events)).toEqual([
    "The run ended before an agent could act on the guidance that came last: give it to a follow-up run.",
  ]);
});
