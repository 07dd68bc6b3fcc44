import { expect, test } from "vitest";
import { runMarkerName, startAgentRun } from "../harness/agent-run.ts";
import { endOf, eventsOf, markedProcesses } from "../harness/facts.ts";
import { expectServedTokens } from "../harness/tokens.ts";
import type { Turn } from "../model-server/types.ts";
import type { AgentSetup } from "../setups/setup.ts";
import { done, switching } from "./scripts.ts";

/** Waits of a run that are no more than a formality. */
const retryWaits = {
  rateLimitMs: 200,
  quotaMs: 200,
  networkMs: 100,
  shortestMs: 100,
  longestMs: 1000,
};

/** How long an agent may be silent here: longer than it is before it asks the model. */
const maxSilenceMs = 20_000;

/** By themselves the agents try a dead service again for up to five minutes, silently, and a run tries three times. */
const maxDurationMs = 120_000;

/** What the model does all the time, and what the run must make of it. */
const lasting: readonly {
  title: string;
  turn: Turn;
  category: string;
  iterations: number;
}[] = [
  {
    title: "a service that only fails ends the run after three failures",
    turn: { status: 500 },
    category: "network",
    iterations: 3,
  },
  {
    title: "a stream that is always cut in the middle ends the run after three failures",
    turn: { text: "This stream is cut in the middle of a sentence, every time.", cut: true },
    category: "network",
    iterations: 3,
  },
  {
    title: "a conversation that is too long for the model ends the run after three failures",
    turn: { status: 400, message: "prompt is too long: 300000 tokens > 200000 maximum" },
    category: "context",
    iterations: 3,
  },
  {
    title: "a refused key ends the run at once, with help",
    turn: { status: 401 },
    category: "auth",
    iterations: 1,
  },
];

/** What is over by itself, sooner or later. */
const limits: readonly { title: string; turn: Turn; category: string }[] = [
  { title: "a rate limit", turn: { status: 429, retryAfterS: 1 }, category: "rate_limit" },
  {
    title: "a used-up quota",
    turn: {
      status: 429,
      message: "You exceeded your current quota, please check your plan and billing details.",
    },
    category: "quota",
  },
];

/** Every way in which the model's service can fail. */
export function testFailures(setup: AgentSetup): void {
  test.for(lasting)("$title", async ({ turn, category, iterations }, context) => {
    const run = await startAgentRun(context, setup, {
      script: () => turn,
      spec: { limits: { retryWaits } },
    });
    const events = await run.end();
    const ends = eventsOf(events, "iteration.ended");
    expect(ends.map((end) => `${end.outcome}: ${end.category}`)).toEqual(
      Array(iterations).fill(`failed: ${category}`),
    );
    expect(run.server.served.length).toBeGreaterThan(0);
    const end = endOf(events);
    expect(end).toMatchObject({ status: "error", reason: "agent_failed", category });
    expect(end.help?.length ?? 0).toBeGreaterThan(0);
    expect(end.durationMs).toBeLessThan(maxDurationMs);
    expect(await markedProcesses(runMarkerName, run.runId)).toEqual([]);
  });

  test("a turn whose model never answers is ended after a silence", async (context) => {
    const run = await startAgentRun(context, setup, {
      script: () => ({ hang: true }),
      maxIterations: 1,
      spec: { turnLimits: { maxSilenceMs } },
    });
    const events = await run.end();
    expect(eventsOf(events, "iteration.ended")).toMatchObject([
      { outcome: "failed", category: "no_output", help: [expect.any(String)] },
    ]);
    expect(run.server.served.length).toBeGreaterThan(0);
    expect(endOf(events)).toMatchObject({ status: "error", reason: "max_iterations" });
    expect(await markedProcesses(runMarkerName, run.runId)).toEqual([]);
  });

  test.for(limits)(
    "$title is waited for, and the run goes on when it is over",
    async ({ turn, category }, context) => {
      let isLimited = true;
      const run = await startAgentRun(context, setup, {
        script: switching(turn, () => isLimited, done),
        spec: { limits: { retryWaits } },
      });
      const wait = await run.until((event) => event.type === "notice" && event.until !== undefined);
      isLimited = false;
      const events = await run.end();
      const told = setup.hidesWords === true ? "rate_limit" : category;
      expect(wait).toMatchObject({ level: "warning", category: told });
      expect(endOf(events)).toMatchObject({ reason: "completed", iterations: 1 });
      expectServedTokens(setup, events, run.server.served);
    },
  );

  test("a service that fails once is no failure of the turn", async (context) => {
    let failures = 1;
    const run = await startAgentRun(context, setup, {
      script: switching({ status: 500 }, () => (failures -= 1) >= 0, done),
      spec: { limits: { retryWaits } },
    });
    const events = await run.end();
    expect(eventsOf(events, "iteration.ended")).toMatchObject([
      { outcome: "succeeded", promise: true },
    ]);
    expect(endOf(events)).toMatchObject({ reason: "completed", iterations: 1 });
    expectServedTokens(setup, events, run.server.served);
  });

  const { loginVariables } = setup;
  if (loginVariables === undefined) return;
  test("an agent that is not logged in ends the run at once, with help", async (context) => {
    const env = Object.fromEntries(loginVariables.map((name) => [name, undefined]));
    const run = await startAgentRun(context, setup, { script: done, env });
    const events = await run.end();
    expect(endOf(events)).toMatchObject({
      reason: "agent_failed",
      category: "auth",
      iterations: 1,
    });
    expect(endOf(events).help?.length ?? 0).toBeGreaterThan(0);
    expect(run.server.served).toEqual([]);
  });
}
