import { once } from "node:events";
import type { AgentAdapter, AgentTurn, TurnResult } from "@signalbox/agents";
import { expect, onTestFinished, test, vi } from "vitest";
import { createStopControl } from "./stop.ts";
import { withTurnLimits } from "./turn-limits.ts";

const wellEnded: TurnResult = {
  outcome: "succeeded",
  finalText: "",
  exitCode: 0,
  problem: null,
  conversation: null,
};
const cancelled: TurnResult = { ...wellEnded, outcome: "cancelled", exitCode: null };
const limits = { maxDurationMs: 60_000, maxSilenceMs: 60_000 };

/** Runs one turn of an agent that does what `act` does; `stop` is the person's. */
function run(
  act: (turn: AgentTurn) => Promise<TurnResult>,
  changed: Partial<typeof limits>,
  signals: { stop?: AbortController; kill?: AbortController } = {},
): Promise<TurnResult> {
  const agent: AgentAdapter = {
    id: "test",
    name: "Test",
    description: "",
    abilities: {
      resume: false,
      steer: false,
      model: false,
      efforts: [],
      drivings: ["native"],
      cost: "unknown",
    },
    supported: null,
    refuse: () => null,
    detect: () => Promise.reject(new Error("nobody asks")),
    runTurn: act,
  };
  const control = () => createStopControl({ stopMs: 50, killMs: 50 });
  return withTurnLimits(agent, { ...limits, ...changed }, control).runTurn({
    prompt: "",
    cwd: "/",
    env: {},
    options: { model: null, effort: null, args: [], program: null, prices: {} },
    resume: null,
    signal: (signals.stop ?? new AbortController()).signal,
    killSignal: (signals.kill ?? new AbortController()).signal,
    spawn: () => Promise.reject(new Error("nothing is started")),
    emit: () => {},
    emitOutput: () => {},
    alive: () => {},
    onGuidance: () => {},
  });
}

async function untilAsked({ signal }: AgentTurn): Promise<TurnResult> {
  if (!signal.aborted) await once(signal, "abort");
  return cancelled;
}

test("a silent agent is asked to end, and has failed without output", async () => {
  const result = await run(untilAsked, { maxSilenceMs: 20 });
  expect(result).toMatchObject({
    outcome: "failed",
    problem: { category: "no_output", help: [expect.stringContaining("limit of silence")] },
  });
});

test("a turn that takes too long has failed, and says which limit it was", async () => {
  const result = await run(untilAsked, { maxDurationMs: 20 });
  expect(result).toMatchObject({
    outcome: "failed",
    problem: { category: "other", help: [expect.stringContaining("limit of a turn's time")] },
  });
});

test.each<[string, (turn: AgentTurn) => void]>([
  ["events", (turn) => turn.emit({ type: "output", stream: "stdout", text: "x" })],
  ["output", (turn) => turn.emitOutput({ stream: "stderr", lines: [] })],
  ["signs that are no event", (turn) => turn.alive()],
])("an agent that gives %s is not silent", async (_, sign) => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  onTestFinished(() => void vi.useRealTimers());
  const result = await run(
    async (turn) => {
      for (let signs = 0; signs < 50; signs += 1) {
        await vi.advanceTimersByTimeAsync(90);
        sign(turn);
      }
      expect(turn.signal.aborted).toBe(false);
      await vi.advanceTimersByTimeAsync(400);
      return turn.signal.aborted ? cancelled : wellEnded;
    },
    { maxSilenceMs: 100 },
  );
  expect(result).toMatchObject({ outcome: "failed", problem: { category: "no_output" } });
});

test("the person's stop stays a stop", async () => {
  const stop = new AbortController();
  const result = run(untilAsked, { maxSilenceMs: 5000 }, { stop });
  stop.abort();
  expect(await result).toBe(cancelled);
  expect(await run(untilAsked, {}, { stop })).toBe(cancelled);
});

test("an agent that was ended with its work done has succeeded", async () => {
  const result = await run(async (turn) => (await untilAsked(turn), wellEnded), {
    maxSilenceMs: 20,
  });
  expect(result).toBe(wellEnded);
});

test("an agent that does not let go is killed", async () => {
  const result = await run(async ({ killSignal }) => (await once(killSignal, "abort"), cancelled), {
    maxDurationMs: 20,
  });
  expect(result).toMatchObject({ outcome: "failed", problem: { category: "other" } });
});

test("an adapter that does not even then come back is left behind", async () => {
  const never = () => new Promise<TurnResult>(() => {});
  expect(await run(never, { maxSilenceMs: 20 })).toMatchObject({
    outcome: "failed",
    problem: { category: "no_output" },
  });
  const kill = new AbortController();
  kill.abort();
  expect(await run(never, {}, { kill })).toMatchObject({ outcome: "cancelled" });
});
