import { expect, test } from "vitest";
import { runMarkerName, startAgentRun } from "../harness/agent-run.ts";
import { endOf, eventsOf, markedProcesses } from "../harness/facts.ts";
import type { AgentSetup } from "../setups/setup.ts";
import { shellThenDone } from "./scripts.ts";

/** From the stop to the end of the run: the whole ladder takes about ten seconds. */
const maxStopMs = 30_000;

/** A command of this many seconds has not ended by itself when it is gone. */
const longSeconds = 600;

/** The ways a run is ended, and what may be left of it: nothing. */
export function testStops(setup: AgentSetup): void {
  test("a stop during a long command ends everything", async (context) => {
    const run = await startAgentRun(context, setup, {
      script: shellThenDone(`sleep ${longSeconds}`),
    });
    await expect
      .poll(() => markedProcesses(runMarkerName, run.runId), { timeout: 60_000 })
      .toContainEqual(expect.stringMatching(new RegExp(`^\\d+ sleep ${longSeconds}$`)));
    await expectQuickStop(run);
  });

  test("a stop while the model is silent is a stop, whatever the agent's exit code says", async (context) => {
    const run = await startAgentRun(context, setup, { script: () => ({ hang: true }) });
    await expect.poll(() => run.server.served.length, { timeout: 60_000 }).toBeGreaterThan(0);
    await expectQuickStop(run);
  });

  test("what a command left in the background does not outlive the turn", async (context) => {
    const run = await startAgentRun(context, setup, {
      script: shellThenDone(`nohup sleep ${longSeconds} >/dev/null 2>&1 & echo started`),
    });
    const events = await run.end();
    expect(endOf(events)).toMatchObject({ reason: "completed", iterations: 1 });
    expect(eventsOf(events, "iteration.ended")).toMatchObject([{ outcome: "succeeded" }]);
    expect(await markedProcesses(runMarkerName, run.runId)).toEqual([]);
  });
}

async function expectQuickStop(run: Awaited<ReturnType<typeof startAgentRun>>): Promise<void> {
  const asked = Date.now();
  await run.stop();
  const events = await run.end();
  expect(endOf(events)).toMatchObject({ status: "cancelled", reason: "stopped" });
  expect(eventsOf(events, "iteration.ended")).toMatchObject([{ outcome: "cancelled" }]);
  expect(Date.now() - asked).toBeLessThan(maxStopMs);
  expect(await markedProcesses(runMarkerName, run.runId)).toEqual([]);
}
