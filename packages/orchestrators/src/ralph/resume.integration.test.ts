import { completionPromise } from "@signalbox/shared";
import { expect, test } from "vitest";
import type { Conversation } from "@signalbox/shared";
import { failedTurn, runDriver, type DriverRun } from "../testing/driver-run.ts";

const promised = { finalText: `${completionPromise}\n` };
const conversation = (id: string, inputTokens = 10): Conversation => ({
  id,
  inputTokens,
  cachedInputTokens: null,
  outputTokens: 1,
});
const last = conversation("last");
const noticesOf = (run: DriverRun) =>
  run.events.flatMap((event) => (event.type === "notice" ? [event.message] : []));
const startsOf = (run: DriverRun) =>
  run.events.flatMap((event) => (event.type === "iteration.started" ? [event] : []));

test("only the first iteration continues the conversation, and each tells its own", async () => {
  const resumed: (string | null)[] = [];
  const run = await runDriver(
    async ({ iteration, resume, write }) => {
      resumed.push(resume?.id ?? null);
      await write("work", `${iteration}`);
      return {
        conversation: conversation(`of ${iteration}`),
        ...(iteration === 2 ? promised : {}),
      };
    },
    { resume: last },
  );
  expect(resumed).toEqual(["last", null]);
  expect(startsOf(run).map((start) => start.resumed)).toEqual([true, undefined]);
  expect(startsOf(run)[0]?.turnLimits).toEqual({ maxDurationMs: 60_000, maxSilenceMs: 30_000 });
  expect(run.prompts.map((prompt) => prompt.includes("you remember nothing"))).toEqual([
    false,
    true,
  ]);
  const ends = run.events.flatMap((event) => (event.type === "iteration.ended" ? [event] : []));
  expect(ends.map((end) => end.conversation?.id)).toEqual(["of 1", "of 2"]);
});

test.each(["other", "crash", "context"] as const)(
  "a conversation that cannot be continued (%s) costs one fresh turn, no iteration and no failure",
  async (category) => {
    const run = await runDriver(
      async ({ resume }) => (resume === null ? promised : failedTurn(category, "No such session.")),
      { resume: last, budget: { maxIterations: 1 } },
    );
    expect(run.outcome.reason).toBe("completed");
    expect(noticesOf(run)).toEqual([
      "The agent's last conversation could not be continued: No such session. It begins a fresh one.",
    ]);
    expect(run.prompts.map((prompt) => prompt.includes("you remember nothing"))).toEqual([
      false,
      true,
    ]);
  },
);

test("an agent that failed after it had begun to work keeps its failure", async () => {
  const run = await runDriver(
    async ({ resume, emit }) => {
      if (resume === null) return promised;
      emit({ type: "agent.message", messageId: "1", kind: "message", text: "On it." });
      return failedTurn("crash");
    },
    { resume: last },
  );
  expect(run.events.find((event) => event.type === "iteration.ended")).toMatchObject({
    outcome: "failed",
    category: "crash",
    help: ["What to do about crash."],
  });
  expect(run.prompts).toHaveLength(2);
});

test("a resumed turn that is tried again continues from what it has used", async () => {
  const resumed: unknown[] = [];
  await runDriver(
    async ({ resume }) => {
      resumed.push(resume);
      const used = { conversation: conversation("last", 50) };
      return resumed.length === 1 ? { ...failedTurn("rate_limit"), ...used } : promised;
    },
    { resume: last, retryWaits: { rateLimitMs: 1, shortestMs: 1 } },
  );
  expect(resumed).toEqual([last, conversation("last", 50)]);
});

test("an agent that cannot continue a conversation begins a fresh one, and that is said", async () => {
  const run = await runDriver(
    async ({ resume }) => {
      expect(resume).toBeNull();
      return promised;
    },
    { resume: last, canResume: false },
  );
  expect(run.outcome.reason).toBe("completed");
  expect(noticesOf(run)).toEqual(["Test cannot continue a conversation: it begins a fresh one."]);
});

test("what the person set for the agent is not in the environment of checks", async () => {
  const run = await runDriver(
    async ({ env }) => {
      expect(env["ONLY_FOR_THE_AGENT"]).toBe("yes");
      return promised;
    },
    { checks: [{ name: "without", command: 'test -z "$ONLY_FOR_THE_AGENT"' }] },
  );
  expect(run.outcome.reason).toBe("completed");
});

test("a missing login ends the run at once", async () => {
  const run = await runDriver(async () => failedTurn("auth", "Not logged in."));
  expect(run.outcome).toMatchObject({
    reason: "agent_failed",
    message: "Not logged in.",
    problem: { category: "auth", help: ["What to do about auth."] },
  });
  expect(run.prompts).toHaveLength(1);
});
