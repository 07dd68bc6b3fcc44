import type { Event } from "@signalbox/shared";
import { describe, expect, it } from "vitest";
import { isWaiting, noPulse, pulseAfter, silenceMs } from "./pulse.ts";

const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString();
const turnLimits = { maxDurationMs: 7_200_000, maxSilenceMs: 1_800_000 };
const started: Event = {
  seq: 1,
  at: at(1),
  type: "iteration.started",
  iteration: 1,
  maxIterations: 5,
  feedback: null,
  turnLimits,
};
const check: Event = {
  seq: 4,
  at: at(4),
  type: "check",
  iteration: 1,
  name: "tests",
  command: "true",
  passed: true,
  exitCode: 0,
  durationMs: 1,
  output: "",
};

describe("pulseAfter", () => {
  it("knows the limits of the turn that goes on, and that it is over with the first check", () => {
    const inTurn = pulseAfter(noPulse, [started]);
    expect(inTurn).toMatchObject({ isTurnOn: true, turnLimits, heardAt: at(1) });
    expect(pulseAfter(inTurn, [check]).isTurnOn).toBe(false);
  });

  it("does not take what the person says for a sign of the agent", () => {
    const said: Event = {
      seq: 2,
      at: at(2),
      type: "guidance",
      text: "Faster",
      delivery: "turn",
    };
    expect(pulseAfter(noPulse, [started, said]).heardAt).toBe(at(1));
  });

  it("tells of a wait until another turn begins", () => {
    const until = at(60);
    const wait: Event = {
      seq: 5,
      at: at(5),
      type: "notice",
      level: "warning",
      message: "Slow down",
      until,
      category: "rate_limit",
    };
    const waiting = pulseAfter(noPulse, [started, wait]);
    expect(waiting.wait).toEqual({ until, message: "Slow down", category: "rate_limit" });
    expect(pulseAfter(waiting, [{ ...started, seq: 6, iteration: 2 }]).wait).toBeNull();
  });

  it("counts silence within a turn only, and not that of a wait", () => {
    const inTurn = pulseAfter(noPulse, [started]);
    const waiting = { ...inTurn, wait: { until: at(60), message: "", category: null } };
    const nowMs = Date.parse(at(90));
    expect(silenceMs(inTurn, nowMs)).toBe(89_000);
    expect(silenceMs(waiting, nowMs)).toBe(30_000);
    expect(silenceMs(waiting, Date.parse(at(30)))).toBeNull();
    expect(isWaiting(waiting, Date.parse(at(30)))).toBe(true);
    expect(silenceMs(pulseAfter(inTurn, [check]), nowMs)).toBeNull();
  });
});
